package dev.gradus.templates.merge;

import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** The texts of an XML document under the path of their element, each as often as it occurs. */
final class XmlEntries {
    private XmlEntries() {}

    /** Empty if it is no well-formed XML, or if it names external entities. */
    static Optional<Map<String, Integer>> of(byte[] xml) {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(xml));
            return Optional.of(read(reader));
        } catch (XMLStreamException e) {
            return Optional.empty();
        }
    }

    private static Map<String, Integer> read(XMLStreamReader reader) throws XMLStreamException {
        Map<String, Integer> entries = new HashMap<>();
        Deque<String> path = new ArrayDeque<>();
        while (reader.hasNext()) {
            int event = reader.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                path.addLast(reader.getLocalName());
                count(entries, String.join("/", path) + attributes(reader));
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                path.removeLast();
            } else if (event == XMLStreamConstants.CHARACTERS && !reader.isWhiteSpace()) {
                count(entries, String.join("/", path) + "=" + reader.getText().strip());
            } else if (event == XMLStreamConstants.COMMENT) {
                count(entries, String.join("/", path) + "#" + reader.getText().strip());
            }
        }
        return entries;
    }

    private static String attributes(XMLStreamReader reader) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            text.append('@').append(reader.getAttributeLocalName(i)).append('=').append(reader.getAttributeValue(i));
        }
        return text.toString();
    }

    private static void count(Map<String, Integer> entries, String entry) {
        entries.merge(entry, 1, Integer::sum);
    }
}
