export interface Sample {
  /** Of the folder: 'nodejs'. */
  readonly id: string
  readonly language: string
  /** What it is, in a few words. */
  readonly about: string
}

/** The bundled projects, one a language. */
export const sampleList: readonly Sample[] = [
  { id: 'nodejs', language: 'Node.js', about: 'Hono, with a worker and a release command' },
  { id: 'python', language: 'Python', about: 'Flask on Gunicorn, with a clock process' },
  { id: 'ruby', language: 'Ruby', about: 'Sinatra on Puma' },
  { id: 'go', language: 'Go', about: 'Standard library only' },
  { id: 'php', language: 'PHP', about: 'Plain PHP on Apache' },
  { id: 'java', language: 'Java', about: 'Spring Boot, built by Maven' },
  { id: 'scala', language: 'Scala', about: 'Scala 3, built by sbt' },
  { id: 'clojure', language: 'Clojure', about: 'Ring on Jetty, built by Leiningen' },
]
