package dev.gradus.platform.openapi;

import dev.gradus.platform.problem.ProblemCode;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.Paths;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;

/**
 * What the OpenAPI document says of every endpoint below {@code /api/v1}: that it wants a token, and how it says no. MLflow's
 * endpoints are not in it; they have a page of their own.
 */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public final class ApiDescription implements OASFilter {
    private static final String PREFIX = "/api/v1/";
    private static final String TOKEN = "token";
    private static final String PROBLEM = "Problem";

    @Override
    public void filterOpenAPI(OpenAPI api) {
        Paths paths = api.getPaths();
        if (paths == null) {
            return;
        }
        List.copyOf(paths.getPathItems().keySet()).stream()
                .filter(path -> !path.startsWith(PREFIX))
                .forEach(paths::removePathItem);
        paths.getPathItems().values().stream()
                .map(PathItem::getOperations)
                .map(Map::values)
                .flatMap(operations -> operations.stream())
                .forEach(ApiDescription::describe);
        if (api.getComponents() == null) {
            api.setComponents(OASFactory.createComponents());
        }
        api.getComponents()
                .addSecurityScheme(TOKEN, token())
                .addSchema(PROBLEM, problem())
                .addResponse(PROBLEM, refusal());
        api.setSecurity(List.of(OASFactory.createSecurityRequirement().addScheme(TOKEN)));
    }

    private static void describe(Operation operation) {
        // The same for all but what may be asked without a token.
        if (operation.getSecurity() != null && !operation.getSecurity().isEmpty()) {
            operation.setSecurity(null);
        }
        Stream.of("401", "403").forEach(operation.getResponses()::removeAPIResponse);
        operation
                .getResponses()
                .addAPIResponse("default", OASFactory.createAPIResponse().ref(PROBLEM));
        operation.setTags(operation.getTags().stream().map(ApiDescription::tag).toList());
    }

    /** {@code Teams Resource}, as the framework names what has no tag, becomes {@code teams}. */
    private static String tag(String name) {
        return name.replaceFirst(" Resource$", "").toLowerCase(Locale.ROOT);
    }

    private static SecurityScheme token() {
        return OASFactory.createSecurityScheme()
                .type(SecurityScheme.Type.HTTP)
                .scheme("bearer")
                .description("A token of a user or a service, as \"gradus login\" or an admin makes it.");
    }

    private static Schema problem() {
        Schema codes = text("Stable: a client may decide by it.");
        Stream.of(ProblemCode.values()).map(ProblemCode::name).forEach(codes::addEnumeration);
        return OASFactory.createSchema()
                .addType(Schema.SchemaType.OBJECT)
                .description("An answer that says no (RFC 9457).")
                .addProperty("type", text("Always about:blank: the code says more."))
                .addProperty("title", text("What all answers of this code have in common."))
                .addProperty("status", number())
                .addProperty("code", codes)
                .addProperty("detail", text("What was wrong with which value."))
                .addProperty("remedy", text("What to do about it."))
                .required(List.of("type", "title", "status", "code", "detail", "remedy"));
    }

    private static Schema text(String description) {
        return OASFactory.createSchema().addType(Schema.SchemaType.STRING).description(description);
    }

    private static Schema number() {
        return OASFactory.createSchema()
                .addType(Schema.SchemaType.INTEGER)
                .format("int32")
                .description("The HTTP status.");
    }

    private static APIResponse refusal() {
        Schema problem = OASFactory.createSchema().ref(PROBLEM);
        return OASFactory.createAPIResponse()
                .description("The server says no, or can not answer.")
                .content(OASFactory.createContent()
                        .addMediaType(
                                "application/problem+json",
                                OASFactory.createMediaType().schema(problem)));
    }
}
