package dev.gradus.templates.render;

import dev.gradus.templates.BadInput;
import dev.gradus.templates.pack.PackFiles;
import freemarker.cache.StringTemplateLoader;
import freemarker.core.ParseException;
import freemarker.core.TemplateClassResolver;
import freemarker.template.Configuration;
import freemarker.template.SimpleObjectWrapper;
import freemarker.template.Template;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.regex.Pattern;

/** FreeMarker, confined to text: no classes, no files but the pack's, nothing that differs from machine to machine. */
final class Expressions {
    /** The one variable of FreeMarker that is not a function of its input. */
    private static final Pattern CLOCK =
            Pattern.compile("\\[[=#@](?:[^\\]\"']|\"[^\"]*\"|'[^']*')*?(?<![\\w)\\]])\\.now\\b");

    private final Configuration configuration;
    private final PackFiles files;

    Expressions(PackFiles files) {
        this.files = files;
        this.configuration = confined(new Configuration(Configuration.VERSION_2_3_35));
        StringTemplateLoader loader = new StringTemplateLoader();
        files.files().forEach((path, bytes) -> {
            if (path.endsWith(".ftl")) {
                loader.putTemplate(path, new String(bytes, StandardCharsets.UTF_8));
            }
        });
        configuration.setTemplateLoader(loader);
    }

    private static Configuration confined(Configuration configuration) {
        configuration.setTagSyntax(Configuration.SQUARE_BRACKET_TAG_SYNTAX);
        configuration.setInterpolationSyntax(Configuration.SQUARE_BRACKET_INTERPOLATION_SYNTAX);
        configuration.setLocale(Locale.ROOT);
        configuration.setTimeZone(TimeZone.getTimeZone("UTC"));
        configuration.setNumberFormat("computer");
        configuration.setDefaultEncoding("UTF-8");
        configuration.setOutputEncoding("UTF-8");
        configuration.setURLEscapingCharset("UTF-8");
        configuration.setLocalizedLookup(false);
        configuration.setNewBuiltinClassResolver(TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
        configuration.setAPIBuiltinEnabled(false);
        configuration.setObjectWrapper(new SimpleObjectWrapper(Configuration.VERSION_2_3_35));
        configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
        configuration.setLogTemplateExceptions(false);
        configuration.setWrapUncheckedExceptions(true);
        configuration.setTemplateUpdateDelayMilliseconds(Long.MAX_VALUE);
        return configuration;
    }

    /** The text of a template file of the pack. */
    String render(String path, Map<String, Object> variables) {
        byte[] bytes = files.files().get(path);
        return process(path, new String(bytes, StandardCharsets.UTF_8), variables);
    }

    /** The text of a template that stands in {@code pack.yaml}. */
    String evaluate(String place, String template, Map<String, Object> variables) {
        return template.contains("[") ? process(place, template, variables) : template;
    }

    private String process(String name, String text, Map<String, Object> variables) {
        if (CLOCK.matcher(text).find()) {
            throw refused(name, "asks for the time of day", "a render must be the same on any day; remove .now");
        }
        try {
            StringWriter out = new StringWriter();
            new Template(name, text, configuration).process(variables, out);
            return out.toString();
        } catch (ParseException e) {
            throw refused(
                    name,
                    "is no template: " + firstLine(e.getEditorMessage()),
                    "correct its syntax; [= [# [@ as plain text need [#noparse]");
        } catch (TemplateException e) {
            throw refused(
                    name,
                    "cannot be rendered: " + firstLine(e.getMessageWithoutStackTop()),
                    "correct the template, or give the answer that it asks for");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (StackOverflowError e) {
            throw refused(name, "calls itself without end", "give its macro a condition that ends it");
        }
    }

    private static String firstLine(String message) {
        return message.lines().limit(2).reduce("", (a, b) -> a.isEmpty() ? b : a + " " + b.strip());
    }

    private static BadInput refused(String name, String problem, String remedy) {
        return new BadInput("the template \"" + name + "\" " + problem, remedy);
    }
}
