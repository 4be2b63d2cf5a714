import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;

/** A bare Vert.x server that answers every request alike: what the machine can do at most. */
public final class HelloWorld extends AbstractVerticle {

    @Override
    public void start() {
        vertx.createHttpServer()
                .requestHandler(request -> request.response()
                        .putHeader("content-type", "application/json")
                        .end("{\"hello\":\"world\"}"))
                .listen(Integer.getInteger("port"), "127.0.0.1");
    }

    public static void main(String[] args) {
        int threads = 2 * Runtime.getRuntime().availableProcessors();
        Vertx.vertx().deployVerticle(HelloWorld::new, new DeploymentOptions().setInstances(threads));
    }
}
