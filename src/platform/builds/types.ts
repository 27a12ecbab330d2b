// What passes between reading a source, planning its build, and running what was built.

/** Everything a build needs to know of a source archive, small enough to enter the journal. */
export interface SourceTree {
  /** Paths relative to the project's root, sorted, with sizes in bytes. Files a `.slugignore` names are left out. */
  readonly files: readonly { readonly path: string; readonly size: number }[]
  /** How many files beyond those listed there are: in a very large source only the ones nearest to the root are. */
  readonly omitted: number
  /** The manifests that builds read (package.json, Procfile, go.mod, ...) by path, as text. */
  readonly texts: Readonly<Record<string, string>>
  /** Manifests in XML and TOML, read and reduced to what builds ask of them. */
  readonly documents: Documents
  /** Lock files (package-lock.json, Gemfile.lock, ...) by path, reduced to what they pin. */
  readonly locks: Readonly<Record<string, Lock>>
  /** What was looked for in the code itself, e.g. whether any file mentions the PORT variable. */
  readonly signals: SourceSignals
  /** SHA-256 of the archive, hexadecimal. */
  readonly checksum: string
  /** Size of all files, unpacked, in bytes. */
  readonly size: number
}

/** What is kept of a lock file, whichever tool wrote it. */
export interface Lock {
  /** Versions by name; the first 1,500 names. */
  readonly packages: Readonly<Record<string, string>>
  /** The names among them that only development needs. */
  readonly dev: readonly string[]
  /** How many packages it pins in all. */
  readonly count: number
  /** What it says beside packages: `version` of its format, `ruby`, `bundler`, `platforms`, `php`, `python`. */
  readonly about: Readonly<Record<string, string>>
  /** Why it cannot be understood. */
  readonly broken?: string
}

/** What a manifest says, or in words why it cannot be understood. */
export type Document<T> = { readonly value: T } | { readonly error: string }

/** Absent: there is no such file in the root directory, or it is too large to be read. */
export interface Documents {
  readonly 'pom.xml'?: Document<Pom>
  readonly 'pyproject.toml'?: Document<PythonProject>
  readonly Pipfile?: Document<PythonProject>
}

/** A pom.xml as it stands there, properties (`${...}`) not yet worked in; '' for what it leaves out. */
export interface Pom {
  readonly artifactId: string
  /** Its own or else its parent's. */
  readonly version: string
  readonly finalName: string
  /** The Java version that it configures the compiler for. */
  readonly compiler: string
  readonly properties: Readonly<Record<string, string>>
  /** `group:artifact:version` of what is needed beyond tests. */
  readonly dependencies: readonly string[]
  /** The groups of everything that it names: parent, dependencies, plugins. */
  readonly groups: readonly string[]
  readonly modules: readonly string[]
}

export interface PythonProject {
  /** The range of Python versions that it asks for; '' when it does not say. */
  readonly python: string
}

export interface SourceSignals {
  readonly mentionsPort: boolean
  /** Literal ports passed to a listen call, by file, e.g. { 'server.js': 3000 }. */
  readonly listensOn: Readonly<Record<string, number>>
}

export interface BuildInput {
  readonly tree: SourceTree
  readonly stack: string
  /** Buildpack names or URLs set on the app, in order; empty: detect. */
  readonly buildpacks: readonly string[]
  readonly config: Readonly<Record<string, string>>
  /** Whether an earlier build of the same app succeeded on this stack, so that its cache is there. */
  readonly cached: boolean
  readonly appName: string
  readonly webUrl: string
  /** The version that a successful build will be released as. */
  readonly version: number
  /** Whether this deploy is a first one. */
  readonly first: boolean
  /** What the plan's chance (durations, sizes, hashes) depends on. */
  readonly seed: string
}

export interface BuildLine {
  /** Milliseconds since the build began. */
  readonly at: number
  /** Without a newline; as the build stream prints it ("-----> Node.js app detected"). */
  readonly text: string
}

export interface BuildPlan {
  readonly lines: readonly BuildLine[]
  readonly duration: number
  readonly buildpacks: readonly { readonly name: string; readonly url: string }[]
  readonly result:
    | { readonly status: 'succeeded'; readonly slug: SlugPlan }
    | { readonly status: 'failed'; readonly reason: string }
}

export interface SlugPlan {
  readonly size: number
  readonly processTypes: Readonly<Record<string, string>>
  /** The platform's word for the language, e.g. "Node.js" or "Ruby/Rails". */
  readonly description: string
  readonly runtime: Runtime
}

export type Language = 'ruby' | 'nodejs' | 'python' | 'php' | 'java' | 'scala' | 'go' | 'clojure'

/** How the built app behaves when it runs: what the dyno and traffic models ask of a slug. */
export interface Runtime {
  readonly language: Language
  /** e.g. "express", "rails", "django", "spring-boot", "laravel"; '' when none was recognised. */
  readonly framework: string
  /** e.g. "24.19.0" */
  readonly version: string
  /** Median service time of one request on an idle dyno, in ms. */
  readonly serviceMs: number
  /** Requests that one standard-1x dyno serves at once. */
  readonly concurrency: number
  /** Memory of a freshly booted process, in MB. */
  readonly memoryMb: number
}

/** What one process does when a dyno starts it with a command. */
export interface ProcessPlan {
  /** What it prints, `at` in ms after its start. */
  readonly lines: readonly BuildLine[]
  readonly outcome:
    | { readonly kind: 'serves'; readonly bootMs: number }
    | { readonly kind: 'runs'; readonly bootMs: number }
    | { readonly kind: 'never-binds' }
    | { readonly kind: 'exits'; readonly afterMs: number; readonly status: number }
}
