package dev.gradus.templates.render;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gradus.templates.BadInput;
import dev.gradus.templates.Stage;
import dev.gradus.templates.pack.Pack;
import dev.gradus.templates.tree.Content;
import dev.gradus.templates.tree.FileTree;
import dev.gradus.templates.tree.Mode;
import dev.gradus.templates.tree.OutputPaths;
import dev.gradus.templates.tree.TreeFile;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What parent and child process say to each other: lengths and bytes, nothing that could name a class. */
final class Wire {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int RENDERED = 1;
    private static final int REFUSED = 2;

    private Wire() {}

    record Request(Pack pack, Stage stage, Map<String, Object> answers) {}

    static void send(Request request, OutputStream stream) throws IOException {
        try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(stream))) {
            write(out, JSON.writeValueAsBytes(request.answers()));
            write(out, bytes(request.stage().key()));
            write(out, bytes(request.pack().name()));
            out.writeInt(request.pack().files().files().size());
            for (Map.Entry<String, byte[]> file : request.pack().files().files().entrySet()) {
                write(out, bytes(file.getKey()));
                write(out, file.getValue());
            }
        }
    }

    static Request request(InputStream stream) throws IOException {
        Reader in = new Reader(stream, Long.MAX_VALUE);
        Map<String, Object> answers = in.map();
        Stage stage = Stage.named(in.text());
        String name = in.text();
        Map<String, byte[]> files = new LinkedHashMap<>();
        int count = in.number();
        for (int i = 0; i < count; i++) {
            files.put(in.text(), in.bytes());
        }
        return new Request(Pack.of(name, files, true), stage, answers);
    }

    static void answer(Render render, OutputStream stream) throws IOException {
        DataOutputStream out = new DataOutputStream(new BufferedOutputStream(stream));
        out.writeInt(RENDERED);
        write(out, bytes(render.stage().key()));
        write(out, JSON.writeValueAsBytes(render.answers()));
        out.writeInt(render.placements().size());
        for (Map.Entry<String, Placement> entry : render.placements().entrySet()) {
            TreeFile file = render.tree().file(entry.getKey()).orElseThrow();
            write(out, bytes(entry.getKey()));
            out.writeInt(file.mode().bits());
            write(out, bytes(entry.getValue().layer().key()));
            write(out, bytes(entry.getValue().strategy().name()));
            write(out, file.bytes());
        }
        out.flush();
    }

    static void refuse(BadInput reason, OutputStream stream) throws IOException {
        DataOutputStream out = new DataOutputStream(stream);
        out.writeInt(REFUSED);
        write(out, bytes(String.valueOf(reason.getMessage())));
        write(out, bytes(reason.remedy()));
        out.flush();
    }

    /** What the child answered; its paths are checked once more on this side. */
    static Render receive(InputStream stream, Pack pack, long limit) throws IOException {
        Reader in = new Reader(stream, limit);
        if (in.number() == REFUSED) {
            throw new BadInput(in.text(), in.text());
        }
        Stage stage = Stage.named(in.text());
        Map<String, Object> answers = in.map();
        SortedMap<String, TreeFile> files = new TreeMap<>();
        SortedMap<String, Placement> placements = new TreeMap<>();
        int count = in.number();
        for (int i = 0; i < count; i++) {
            String path = in.text();
            Mode mode = Mode.of(in.number());
            placements.put(path, new Placement(Stage.named(in.text()), Strategy.valueOf(in.text())));
            files.put(path, new TreeFile(mode, Content.of(in.bytes())));
        }
        OutputPaths.check(files.keySet());
        return new Render(pack, stage, answers, FileTree.of(files), placements);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void write(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    /** Reads no more than its limit. */
    private static final class Reader {
        private final DataInputStream in;
        private long left;

        Reader(InputStream stream, long limit) {
            this.in = new DataInputStream(stream);
            this.left = limit;
        }

        int number() throws IOException {
            return in.readInt();
        }

        byte[] bytes() throws IOException {
            int length = in.readInt();
            left -= length;
            if (length < 0 || left < 0) {
                throw new IOException("more output than allowed");
            }
            byte[] bytes = in.readNBytes(length);
            if (bytes.length < length) {
                throw new IOException("the output ends early");
            }
            return bytes;
        }

        String text() throws IOException {
            return new String(bytes(), StandardCharsets.UTF_8);
        }

        Map<String, Object> map() throws IOException {
            return JSON.readValue(bytes(), new TypeReference<LinkedHashMap<String, Object>>() {});
        }
    }
}
