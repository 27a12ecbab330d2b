// Our own rules for oxlint: the ones about this project's design, which no ready-made rule knows.
import { relative } from 'node:path'
import type { RuleTester } from 'oxlint/plugins-dev'
import { importProblem } from './boundaries.ts'

// The package gives these types by way of its tester alone.
type Rule = Extract<Parameters<RuleTester['run']>[1], { create: unknown }>
type Visitor = ReturnType<Rule['create']>
type Expression = Parameters<NonNullable<Visitor['ImportExpression']>>[0]['source']

const boundaries: Rule = {
  create(context) {
    const file = relative(context.cwd, context.filename).replaceAll('\\', '/')
    const check = (source: Expression | null) => {
      if (source?.type !== 'Literal' || typeof source.value !== 'string') return
      const message = importProblem(file, source.value)
      if (message) context.report({ node: source, message })
    }
    return {
      ImportDeclaration: ({ source }) => check(source),
      ExportNamedDeclaration: ({ source }) => check(source),
      ExportAllDeclaration: ({ source }) => check(source),
      ImportExpression: ({ source }) => check(source),
      TSImportType: ({ source }) => check(source),
    }
  },
}

/** Methods whose result depends on the machine's language unless one is given, by the place of that argument. */
const localized: Readonly<Record<string, number>> = {
  localeCompare: 1,
  toLocaleString: 0,
  toLocaleDateString: 0,
  toLocaleTimeString: 0,
  toLocaleLowerCase: 0,
  toLocaleUpperCase: 0,
}

const determinism: Rule = {
  create(context) {
    return {
      NewExpression(node) {
        const { callee } = node
        if (callee.type === 'Identifier' && callee.name === 'Date' && node.arguments.length === 0) {
          context.report({ node, message: 'The time is the simulated clock’s: `new Date()` reads the machine’s.' })
        }
        if (isIntl(callee) && node.arguments.length === 0) {
          context.report({ node, message: 'Name a locale: without one the result depends on the machine.' })
        }
      },
      CallExpression(node) {
        const { callee } = node
        if (callee.type === 'Identifier' && callee.name === 'Date') {
          context.report({ node, message: 'The time is the simulated clock’s: `Date()` reads the machine’s.' })
        }
        if (callee.type !== 'MemberExpression' || callee.property.type !== 'Identifier') return
        const place = localized[callee.property.name]
        if (place !== undefined && node.arguments.length <= place) {
          context.report({ node, message: 'Name a locale: without one the result depends on the machine.' })
        }
      },
    }
  },
}

function isIntl(callee: Expression): boolean {
  return callee.type === 'MemberExpression' && callee.object.type === 'Identifier' && callee.object.name === 'Intl'
}

export default { meta: { name: 'dynorama' }, rules: { boundaries, determinism } }
