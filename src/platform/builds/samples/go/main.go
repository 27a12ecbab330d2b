// Command pinger answers every request with the path that was asked for.
package main

import (
	"fmt"
	"log"
	"net/http"
	"os"
)

func main() {
	port := os.Getenv("PORT")
	if port == "" {
		port = "8080"
	}
	http.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintf(w, "You asked for %s\n", r.URL.Path)
	})
	log.Printf("pinger listens on port %s", port)
	log.Fatal(http.ListenAndServe(":"+port, nil))
}
