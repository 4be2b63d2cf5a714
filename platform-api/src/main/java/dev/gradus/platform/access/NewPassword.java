package dev.gradus.platform.access;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A password that may be set. Long is what counts; what it consists of is left to its owner. */
@Documented
@Constraint(validatedBy = {})
@Size(min = 12, max = 256) @ReportAsSingleViolation
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.METHOD})
@interface NewPassword {
    String message() default "has 12 to 256 characters";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
