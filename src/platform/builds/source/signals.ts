// What the code itself tells, without being run. Both findings lean to the harmless side: a process is only taken to
// listen on a fixed port when it says so plainly and nothing in the project asks for PORT.

/** `env.PORT`, `ENV["PORT"]`, `$PORT`, `${PORT:8080}`, `{ PORT } = process.env`, `(env :port)`. */
const PORT_READ = /["'`$:.{]\s*PORT\b|\benv\s+:port\b|\bPORT\b[^\n]{0,200}process\.env/

const LISTEN = [
  /\.listen\(\s*(\d{2,5})\b/,
  /\bserve\w*\([^)]{0,200}\bport:\s*(\d{2,5})\b/,
  /\b(?:ListenAndServe|Run|Start|Listen)\(\s*["'`][\w.]*:(\d{2,5})["'`]/,
  /\bapp\.run\([^)]{0,200}\bport\s*=\s*(\d{2,5})\b/,
  /\b(?:uvicorn\.run|HTTPServer)\([^\n]{0,200}?(?:port\s*=\s*|,\s*)(\d{2,5})\b/,
  /\bset\s+:port,\s*(\d{2,5})\b/,
  /:port\s+(\d{2,5})\b/,
  /\.start\(\s*(\d{2,5})\s*\)/,
  /^[ \t]{0,40}server\.port[ \t]*[=:][ \t]*(\d{2,5})[ \t]*$/m,
  /new InetSocketAddress\(\s*(?:"[^"]*",\s*)?(\d{2,5})\s*\)/,
]
/** `const port = 3000` beside a call of listen. */
const NAMED_PORT = /\bport\s*[:=]\s*(\d{2,5})\b/i
const TESTS = /(^|\/)(tests?|specs?|__tests__|examples?|docs?)\/|[._-](test|spec)\.\w+$/

export interface FileSignals {
  readonly mentionsPort: boolean
  readonly listensOn: number | undefined
}

/** Looks through one file of code or configuration. */
export function signalsOf(path: string, text: string): FileSignals {
  const mentionsPort = PORT_READ.test(text)
  if (TESTS.test(path)) return { mentionsPort, listensOn: undefined }
  for (const pattern of LISTEN) {
    const port = Number(pattern.exec(text)?.[1])
    if (port > 0 && port < 65_536) return { mentionsPort, listensOn: port }
  }
  const named = /\.listen\(\s*port\b/i.test(text) ? Number(NAMED_PORT.exec(text)?.[1]) : NaN
  return { mentionsPort, listensOn: named > 0 && named < 65_536 ? named : undefined }
}
