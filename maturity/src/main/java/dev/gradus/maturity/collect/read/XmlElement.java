package dev.gradus.maturity.collect.read;

import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * An element of an XML document that knows its line; document types and entities are never read.
 *
 * <pre>{@code
 * String version = XmlElement.parse(pom).orElseThrow().text("version");
 * }</pre>
 *
 * @param line 1-based
 */
public record XmlElement(
        String name, int line, Map<String, String> attributes, List<XmlElement> children, StringBuilder characters) {

    private static final int DEEPEST = 100;

    /** The root element; empty where the text is not well formed or nested too deeply. */
    public static Optional<XmlElement> parse(String text) {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            return read(factory.createXMLStreamReader(new StringReader(text)));
        } catch (XMLStreamException e) {
            return Optional.empty();
        }
    }

    private static Optional<XmlElement> read(XMLStreamReader reader) throws XMLStreamException {
        Deque<XmlElement> open = new ArrayDeque<>();
        XmlElement root = new XmlElement("", 1, Map.of(), new ArrayList<>(), new StringBuilder());
        open.push(root);
        while (reader.hasNext() && open.size() < DEEPEST) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    XmlElement child = new XmlElement(
                            reader.getLocalName(),
                            reader.getLocation().getLineNumber(),
                            attributes(reader),
                            new ArrayList<>(),
                            new StringBuilder());
                    open.element().children.add(child);
                    open.push(child);
                }
                case XMLStreamConstants.END_ELEMENT -> open.pop();
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
                    open.element().characters.append(reader.getText());
                default -> {
                    // comments and processing instructions say nothing
                }
            }
        }
        return open.size() >= DEEPEST
                ? Optional.empty()
                : root.children.stream().findFirst();
    }

    private static Map<String, String> attributes(XMLStreamReader reader) {
        Map<String, String> attributes = new HashMap<>();
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            attributes.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
        }
        return attributes;
    }

    /** The attribute of that name, empty where there is none. */
    public String attribute(String key) {
        return attributes.getOrDefault(key, "");
    }

    public Stream<XmlElement> all(String child) {
        return children.stream().filter(element -> element.name.equals(child));
    }

    public Optional<XmlElement> first(String child) {
        return all(child).findFirst();
    }

    /** The descendants at a path of names. */
    public Stream<XmlElement> at(String... names) {
        Stream<XmlElement> found = Stream.of(this);
        for (String name : names) {
            found = found.flatMap(element -> element.all(name));
        }
        return found;
    }

    public String text() {
        return characters.toString().strip();
    }

    /** Text of the first child of that name, empty where there is none. */
    public String text(String child) {
        return first(child).map(XmlElement::text).orElse("");
    }
}
