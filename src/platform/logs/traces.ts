import type { Language } from '#platform/builds/types.ts'
import type { ServedRequest } from './styles.ts'

// What an app prints when its own code fails: a few faults, in each language's words.

interface Fault {
  readonly nothing: string
  readonly slow: string
  readonly frames: (line: number) => readonly string[]
}

const jvm = (frames: readonly string[]): Fault => ({
  nothing: 'java.lang.NullPointerException: the value that was looked up is null',
  slow: 'java.sql.SQLTransientConnectionException: no connection became free within 30000ms',
  frames: (line) => frames.map((frame, i) => `\tat ${frame}:${line + i * 31})`),
})

const FAULTS: Readonly<Record<Language, Fault>> = {
  nodejs: {
    nothing: "TypeError: Cannot read properties of undefined (reading 'id')",
    slow: 'Error: timeout of 5000ms exceeded while waiting for the database',
    frames: (line) => [`    at handler (/app/src/routes.js:${line}:17)`, `    at async run (/app/src/server.js:${line + 12}:5)`],
  },
  ruby: {
    nothing: "NoMethodError (undefined method 'id' for nil)",
    slow: 'ActiveRecord::ConnectionTimeoutError (no connection became free within 5.000 seconds)',
    frames: (line) => [
      `app/models/record.rb:${line}:in 'lookup'`,
      `app/controllers/application_controller.rb:${line + 9}:in 'load'`,
    ],
  },
  python: {
    nothing: "AttributeError: 'NoneType' object has no attribute 'id'",
    slow: 'TimeoutError: no database connection became free within 30.00 seconds',
    frames: (line) => [
      'Traceback (most recent call last):',
      `  File "/app/views.py", line ${line}, in handle`,
      '    return render(lookup(request))',
    ],
  },
  php: {
    nothing: 'PHP Fatal error:  Uncaught Error: Call to a member function getId() on null in /app/src/Controller.php:88',
    slow: 'PHP Fatal error:  Maximum execution time of 30 seconds exceeded in /app/src/Repository.php on line 41',
    frames: (line) => ['Stack trace:', `#0 /app/src/Kernel.php(${line}): Controller->handle()`, '#1 {main}'],
  },
  go: {
    nothing: 'http: panic serving: runtime error: invalid memory address or nil pointer dereference',
    slow: 'level=ERROR msg="query failed" err="context deadline exceeded"',
    frames: (line) => ['main.(*server).handle(...)', `\t/app/main.go:${line} +0x1d4`],
  },
  java: jvm([
    'com.example.web.ItemController.show(ItemController.java',
    'com.example.web.RequestLoggingFilter.doFilter(RequestLoggingFilter.java',
  ]),
  scala: jvm([
    'controllers.ItemController.$anonfun$show$1(ItemController.scala',
    'scala.concurrent.impl.Promise$Transformation.run(Promise.scala',
  ]),
  clojure: jvm(['web.handler$show_item.invoke(handler.clj', 'ring.middleware.params$wrap_params$fn.invoke(params.clj']),
}

/** Where and how the app's code failed on a request. */
export function traceOf(language: Language, framework: string, { chance, requestId }: ServedRequest): string[] {
  const { nothing, slow, frames } = FAULTS[language]
  const message = chance % 3 === 0 ? slow : nothing
  const where = frames(20 + (chance % 90))
  // Python says what happened last.
  const lines = language === 'python' ? [...where, message] : [message, ...where]
  return framework === 'rails' ? lines.map((line) => `[${requestId}] ${line}`) : lines
}
