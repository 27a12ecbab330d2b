import type { Addon } from '#platform/addons/vars.ts'
import { invalid } from '#platform/http/errors.ts'
import type { PlatformWorld } from '#platform/world.ts'
import { dedicated } from './plans.ts'
import { change, databaseOf } from './state.ts'

type Value = string | number | boolean

interface Setting {
  readonly about: string
  readonly initial: Value
  /** What may be chosen, with what it means. */
  readonly values?: Readonly<Record<string, string>>
  /** For numbers. */
  readonly least?: number
}

const onOff = (about: string, initial = false): Setting => ({ about, initial })
const choice = (about: string, initial: string, values: Readonly<Record<string, string>>): Setting => ({ about, initial, values })

/** What can be set (heroku-facts A.17), in the order in which it is shown. */
const SETTINGS: Readonly<Record<string, Setting>> = {
  log_statement: choice('Which SQL statements are logged', 'ddl', {
    none: 'No statements are logged',
    ddl: 'Statements that define data, such as CREATE, ALTER and DROP, are logged',
    mod: 'Statements that define or change data are logged',
    all: 'All statements are logged',
  }),
  log_min_duration_statement: {
    about: 'Statements that take longer than this are logged, in ms; 0 logs all, -1 none',
    initial: 2000,
    least: -1,
  },
  log_min_error_statement: choice('Which statements that fail are logged', 'error', {
    error: 'Statements that end in an error are logged',
    log: 'Statements that make a log message are logged',
    fatal: 'Statements that end the session are logged',
    panic: 'Statements that end all sessions are logged',
  }),
  log_connections: onOff('New connections are logged', true),
  log_lock_waits: onOff('Waiting for a lock for long is logged'),
  track_functions: choice('Which calls of functions are counted', 'none', {
    none: 'No functions are tracked',
    pl: 'Functions in procedural languages are tracked',
    all: 'All functions are tracked',
  }),
  auto_explain: onOff('Plans of slow queries are logged'),
  'auto_explain.log_min_duration': {
    about: 'Plans of queries that take longer than this are logged, in ms',
    initial: -1,
    least: -1,
  },
  'auto_explain.log_analyze': onOff('Plans show the real run'),
  'auto_explain.log_buffers': onOff('Plans show the use of buffers'),
  'auto_explain.log_triggers': onOff('Plans show triggers'),
  'auto_explain.log_verbose': onOff('Plans show all columns'),
  'auto_explain.log_nested_statements': onOff('Plans of queries inside functions are logged'),
  'auto_explain.log_format': choice('How plans are written', 'text', {
    text: 'As text',
    json: 'As JSON',
    yaml: 'As YAML',
    xml: 'As XML',
  }),
  data_connector_details_logs: onOff('What a data connector does is logged'),
}

/** All settings of a database, with what each may be. */
export function settingsOf(world: PlatformWorld, addon: Addon) {
  dedicated(addon, 'perform this operation')
  const { settings } = databaseOf(world, addon)
  return Object.fromEntries(
    Object.entries(SETTINGS).map(([name, { about, initial, values = {} }]) => [
      name,
      { desc: about, default: initial, value: settings[name] ?? initial, values: { ...values } },
    ]),
  )
}

/** Sets some. Refuses with 422 what a setting cannot be. */
export function configure(world: PlatformWorld, addon: Addon, changes: Readonly<Record<string, Value>>) {
  dedicated(addon, 'perform this operation')
  for (const [name, value] of Object.entries(changes)) check(name, value)
  const { settings } = databaseOf(world, addon)
  change(world, addon, { settings: { ...settings, ...changes } })
  return settingsOf(world, addon)
}

function check(name: string, value: Value): void {
  const setting = Object.hasOwn(SETTINGS, name) ? SETTINGS[name] : undefined
  if (!setting) throw invalid(`There is no setting ${name}.`)
  if (typeof value !== typeof setting.initial) throw invalid(`${name} must be ${kind(setting)}.`)
  if (setting.values && !Object.hasOwn(setting.values, String(value)))
    throw invalid(`${name} must be one of ${Object.keys(setting.values).join(', ')}.`)
  if (typeof value === 'number' && (!Number.isInteger(value) || value < (setting.least ?? 0) || value > 2 ** 31 - 1))
    throw invalid(`${name} must be a whole number of milliseconds, or -1.`)
}

const kind = ({ initial, values }: Setting) =>
  values ? `one of ${Object.keys(values).join(', ')}` : typeof initial === 'number' ? 'a number' : 'true or false'
