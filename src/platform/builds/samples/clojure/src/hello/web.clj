(ns hello.web
  (:require [ring.adapter.jetty :refer [run-jetty]])
  (:gen-class))

(defn handler [request]
  {:status 200
   :headers {"Content-Type" "text/plain"}
   :body (str "Hello from " (:uri request) "\n")})

(defn -main []
  (let [port (Integer/parseInt (or (System/getenv "PORT") "5000"))]
    (println "hello listens on port" port)
    (run-jetty handler {:port port})))
