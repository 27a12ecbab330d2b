name := "counter"
version := "1.0.0"
scalaVersion := "3.3.7"

enablePlugins(JavaAppPackaging)
