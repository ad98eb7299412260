import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import org.neo4j.configuration.GraphDatabaseSettings;
import org.neo4j.configuration.connectors.BoltConnector;
import org.neo4j.configuration.connectors.HttpConnector;
import org.neo4j.configuration.helpers.SocketAddress;
import org.neo4j.dbms.api.DatabaseManagementServiceBuilder;

/**
 * Neo4j Community as a real Bolt server on loopback, from its Maven artifacts: HOME PORT OWNER [auth].
 * It ends, and takes its folder away, when the process OWNER has ended.
 */
public class Neo4jServer {
    public static void main(String[] args) throws Exception {
        var home = Path.of(args[0]).toAbsolutePath();
        var address = new SocketAddress("127.0.0.1", Integer.parseInt(args[1]));
        var owner = ProcessHandle.of(Long.parseLong(args[2])).orElseThrow();
        var service = new DatabaseManagementServiceBuilder(home)
                .setConfig(BoltConnector.enabled, true)
                .setConfig(BoltConnector.listen_address, address)
                .setConfig(BoltConnector.advertised_address, address)
                .setConfig(HttpConnector.enabled, false)
                .setConfig(GraphDatabaseSettings.auth_enabled, args.length > 3 && args[3].equals("auth"))
                .setConfig(GraphDatabaseSettings.pagecache_memory, 64L << 20)
                // stores that are filled and emptied all the time would have every query planned anew
                .setConfig(GraphDatabaseSettings.query_statistics_divergence_threshold, 1.0)
                .setConfig(GraphDatabaseSettings.cypher_min_replan_interval, Duration.ofHours(10))
                .build();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            service.shutdown();
            remove(home);
        }));
        System.out.println("ready on bolt://127.0.0.1:" + args[1]);
        System.out.flush();
        while (owner.isAlive()) {
            Thread.sleep(500);
        }
        System.exit(0);
    }

    private static void remove(Path home) {
        try (var files = Files.walk(home)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (Exception gone) {
            // the machine's own clean-up of temporary folders does it
        }
    }
}
