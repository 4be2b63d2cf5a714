package dev.gradus.platform.problem;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.Comparator;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Says of a request that is not valid what is wrong with each field. */
@Provider
public class InvalidMapper implements ExceptionMapper<ConstraintViolationException> {
    /** A violation's path begins with the method and the parameter. */
    private static final int BEFORE_THE_FIELD = 2;

    private final Refusals refusals;
    private final UriInfo uri;

    InvalidMapper(Refusals refusals, @Context UriInfo uri) {
        this.refusals = refusals;
        this.uri = uri;
    }

    @Override
    public Response toResponse(ConstraintViolationException invalid) {
        return refusals.response(
                uri.getPath(),
                Problem.ofFields(invalid.getConstraintViolations().stream()
                        .map(InvalidMapper::fieldProblem)
                        .sorted(Comparator.comparing(FieldProblem::field).thenComparing(FieldProblem::message))
                        .toList()));
    }

    private static FieldProblem fieldProblem(ConstraintViolation<?> violation) {
        return new FieldProblem(field(violation.getPropertyPath()), violation.getMessage());
    }

    private static String field(Path path) {
        String field = StreamSupport.stream(path.spliterator(), false)
                .skip(BEFORE_THE_FIELD)
                .map(Path.Node::toString)
                .collect(Collectors.joining("."));
        return field.isEmpty() ? "body" : field;
    }
}
