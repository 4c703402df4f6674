package org.stepwise.kernel.internal.release;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * The one module that a features file names, and where its bundles come from.
 *
 * @param module id after {@code stepwise-}
 * @param locations as they stand there, in order
 */
record FeatureFile(String module, List<String> locations) {
    private static final String PREFIX = "stepwise-";

    /** None when the file is no features file, or names no module. */
    static Optional<FeatureFile> of(String name, byte[] xml) {
        Element root;
        try {
            root = parsed(xml).getDocumentElement();
        } catch (SAXException | IOException e) {
            throw Refused.because("features", Map.of("file", name, "why", String.valueOf(e.getMessage())));
        }
        if (!"features".equals(local(root))) return Optional.empty();
        List<Element> modules = children(root, "feature").stream()
                .filter(feature -> feature.getAttribute("name").matches(PREFIX + "[a-z][a-z0-9]*"))
                .toList();
        if (modules.isEmpty()) return Optional.empty();
        if (modules.size() > 1) throw Refused.because("severalModules");
        Element one = modules.get(0);
        List<String> locations = children(one, "bundle").stream()
                .map(bundle -> bundle.getTextContent().strip())
                .toList();
        return Optional.of(new FeatureFile(one.getAttribute("name").substring(PREFIX.length()), locations));
    }

    /** Nothing outside the file is read, and entities are refused. */
    private static Document parsed(byte[] xml) throws SAXException, IOException {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            return builder.parse(new ByteArrayInputStream(xml));
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Element> children(Element parent, String name) {
        List<Element> found = new ArrayList<>();
        NodeList nodes = parent.getChildNodes();
        for (int i = 0; i < nodes.getLength(); i++) {
            Node node = nodes.item(i);
            if (node instanceof Element element && name.equals(local(element))) found.add(element);
        }
        return found;
    }

    private static String local(Element element) {
        return element.getLocalName();
    }

    /** Does the location name the jar at this path of the archive? */
    static boolean names(String location, String path) {
        String plain = location.replaceFirst("[?$#].*$", "");
        String file = path.substring(path.lastIndexOf('/') + 1);
        if (!plain.contains("mvn:")) return plain.replaceFirst("^.*[/:]", "").equals(file);
        String[] parts = plain.replaceFirst("^.*mvn:", "").split("/");
        if (parts.length < 3) return false;
        String classifier = parts.length > 4 ? "-" + parts[4] : "";
        return file.equals(parts[1] + "-" + parts[2] + classifier + ".jar") || file.equals(parts[1] + ".jar");
    }
}
