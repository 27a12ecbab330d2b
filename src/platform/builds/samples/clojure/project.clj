(defproject hello "1.0.0"
  :description "Says hello"
  :dependencies [[org.clojure/clojure "1.12.3"]
                 [ring/ring-core "1.15.3"]
                 [ring/ring-jetty-adapter "1.15.3"]]
  :main ^:skip-aot hello.web
  :uberjar-name "hello-standalone.jar"
  :profiles {:uberjar {:aot :all}})
