import com.sun.net.httpserver.HttpServer

import java.net.InetSocketAddress
import java.util.concurrent.atomic.AtomicLong

@main def counter(): Unit =
  val port = sys.env.get("PORT").fold(9000)(_.toInt)
  val visits = AtomicLong()
  val server = HttpServer.create(InetSocketAddress(port), 0)
  server.createContext(
    "/",
    exchange =>
      val body = s"Visit ${visits.incrementAndGet()}\n".getBytes
      exchange.sendResponseHeaders(200, body.length)
      exchange.getResponseBody.write(body)
      exchange.close()
  )
  server.start()
  println(s"Counter listens on port $port")
