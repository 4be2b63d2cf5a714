package dev.gradus.templates.render;

import dev.gradus.templates.BadInput;
import java.io.IOException;
import java.io.PrintStream;

/** Entry point of the process that renders one pack: a request on stdin, the tree on stdout. */
public final class ChildMain {
    private ChildMain() {}

    public static void main(String[] args) throws IOException {
        PrintStream out = System.out;
        System.setOut(System.err);
        Wire.Request request = Wire.request(System.in);
        try {
            Wire.answer(new PackRendering(request.pack()).render(request.stage(), request.answers()), out);
        } catch (BadInput e) {
            Wire.refuse(e, out);
        }
    }
}
