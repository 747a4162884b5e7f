import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.MongoVersion;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import java.io.OutputStream;
import java.util.List;

/** mongo-java-server in memory, for tests: prints its URL, and ends when its standard input closes. */
public class Main {
  public static void main(String[] args) throws Exception {
    var backend = new MemoryBackend();
    // by itself it says wire version 8, and the driver takes 9 and later
    backend.version(new MongoVersion() {
      public List<Integer> getVersionArray() {
        return List.of(5, 0, 0);
      }

      public int getWireVersion() {
        return 13;
      }
    });
    var server = new MongoServer(backend);
    server.bind("127.0.0.1", Integer.parseInt(args[0]));
    System.out.println(server.getConnectionString());
    System.in.transferTo(OutputStream.nullOutputStream());
    System.exit(0);
  }
}
