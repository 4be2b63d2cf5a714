package dev.gradus.platform.page;

import dev.gradus.platform.problem.Problem;
import dev.gradus.platform.problem.ProblemCode;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Which page of a list is asked for. */
public class Paging {
    @QueryParam("pageSize")
    @DefaultValue("50")
    @Min(value = 1, message = "is at least 1") @Max(value = 500, message = "is at most 500") private int pageSize;

    @QueryParam("pageToken")
    private @Nullable String pageToken;

    /** The key that the page before ended with; empty, which is before every key, for the first page. */
    public String after() {
        if (pageToken == null) {
            return "";
        }
        try {
            return new String(Base64.getUrlDecoder().decode(pageToken), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notBase64) {
            throw new Problem(
                    ProblemCode.INVALID,
                    "\"" + pageToken + "\" is no page token",
                    "send the nextPageToken of the page before as it is");
        }
    }

    /** Rows to read: one more than the page holds, which tells whether there is a next one. */
    public int rows() {
        return pageSize + 1;
    }

    static String tokenAfter(String key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(StandardCharsets.UTF_8));
    }
}
