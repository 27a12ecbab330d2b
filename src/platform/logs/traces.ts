import type { Language } from '#platform/builds/types.ts'
import type { ServedRequest } from './styles.ts'

// What an app prints when its own code fails: a value that is not there or a database that does not answer, in each
// language's words.

interface Fault {
  readonly missing: string
  readonly slow: string
  /** Where it happened. */
  readonly frames: (line: number) => readonly string[]
}

const jvm: Fault = {
  missing: 'java.lang.NullPointerException: the value that was looked up is null',
  slow: 'java.sql.SQLTransientConnectionException: no connection became free within 30000ms',
  frames: (line) => [`\tat web.Items.show(Items:${line})`, `\tat web.Server.handle(Server:${line + 31})`],
}

const FAULTS: Readonly<Record<Language, Fault>> = {
  nodejs: {
    missing: "TypeError: Cannot read properties of undefined (reading 'id')",
    slow: 'Error: the database did not answer within 5000ms',
    frames: (line) => [`    at handler (/app/src/routes.js:${line}:17)`, `    at async run (/app/src/server.js:${line + 12}:5)`],
  },
  ruby: {
    missing: "NoMethodError (undefined method 'id' for nil)",
    slow: 'ActiveRecord::ConnectionTimeoutError (no connection became free within 5.000 seconds)',
    frames: (line) => [
      `app/models/record.rb:${line}:in 'lookup'`,
      `app/controllers/application_controller.rb:${line + 9}:in 'load'`,
    ],
  },
  python: {
    missing: "AttributeError: 'NoneType' object has no attribute 'id'",
    slow: 'TimeoutError: no connection became free within 30.00 seconds',
    frames: (line) => ['Traceback (most recent call last):', `  File "/app/views.py", line ${line}, in handle`],
  },
  php: {
    missing: 'PHP Fatal error:  Uncaught Error: Call to a member function getId() on null',
    slow: 'PHP Fatal error:  Maximum execution time of 30 seconds exceeded',
    frames: (line) => [`#0 /app/src/Kernel.php(${line}): Controller->handle()`, '#1 {main}'],
  },
  go: {
    missing: 'http: panic serving: runtime error: invalid memory address or nil pointer dereference',
    slow: 'level=ERROR msg="query failed" err="context deadline exceeded"',
    frames: (line) => ['main.(*server).handle(...)', `\t/app/main.go:${line} +0x1d4`],
  },
  java: jvm,
  scala: jvm,
  clojure: jvm,
}

/** Where and how the app's code failed on a request. */
export function traceOf(language: Language, framework: string, { chance, requestId }: ServedRequest): string[] {
  const { missing, slow, frames } = FAULTS[language]
  const message = chance % 3 === 0 ? slow : missing
  const where = frames(20 + (chance % 90))
  // Python says what happened last.
  const lines = language === 'python' ? [...where, message] : [message, ...where]
  return framework === 'rails' ? lines.map((line) => `[${requestId}] ${line}`) : lines
}
