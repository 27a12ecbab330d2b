import { goModules, leiningen, maven, pip, sbt } from './manifests.ts'
import {
  addon,
  config,
  create,
  deploy,
  dropCache,
  favourite,
  feature,
  maintenance,
  rename,
  restart,
  scale,
  share,
  stack,
  traffic,
  type Project,
  type Story,
} from './script.ts'

const PYTHON = 'django@5.2.7 gunicorn@23.0.0 psycopg@3.2.10 numpy@2.3.4 scikit-learn@1.7.2'
export const recommend: Project = {
  name: 'recommend',
  files: {
    ...pip(PYTHON),
    Procfile: 'web: gunicorn recommend.wsgi --log-file -\ntrainer: python manage.py train\n',
    'README.md': 930,
    'manage.py':
      'import sys\nfrom django.core.management import execute_from_command_line\n\nexecute_from_command_line(sys.argv)\n',
    'recommend/wsgi.py': 410,
    'recommend/settings.py': 3_050,
    'products/models.py': 2_270,
    'products/views.py': 3_460,
    'products/neighbours.py': 5_830,
    'products/migrations/0001_initial.py': 1_190,
    'products/management/commands/train.py': 2_640,
  },
}
const RECOMMEND = 'fernwood-recommend'

/** Since the shop shows recommendations on every page, one dyno is enough at night and at weekends, and not on Monday morning. */
const recommendStory: Story = [
  [
    '1 11:03',
    'mei',
    create('fernwood-recs', 30, 'office'),
    addon('fernwood-recs', 'heroku-postgresql:essential-2', 'postgresql-angular-75190', 'DATABASE'),
    config('fernwood-recs', { WEB_CONCURRENCY: '3' }),
  ],
  ['1 11:20', 'mei', deploy('fernwood-recs', recommend, 'Recommend by what others bought')],
  [
    '1 11:31',
    'mei',
    scale('fernwood-recs', 'web=1:Standard-1X trainer=1:Standard-1X'),
    feature('fernwood-recs', 'log-runtime-metrics'),
    favourite('fernwood-recs'),
  ],
  ['4 13:12', 'mei', deploy('fernwood-recs', recommend, 'Cache neighbours for an hour', { 'products/cache.py': 1_020 })],
  ['9 09:03', 'ada', rename('fernwood-recs', RECOMMEND)],
  ['11 10:25', 'mei', deploy(RECOMMEND, recommend, 'Leave out what is sold out')],
  ['15 14:40', 'mei', deploy(RECOMMEND, recommend, 'Read settings by environs', pip(`${PYTHON} environs:14.3.0`))],
  [
    '15 14:52',
    'mei',
    deploy(RECOMMEND, recommend, 'Fix the typing mistake in requirements.txt', pip(`${PYTHON} environs@14.3.0`)),
  ],
  ['18 15:50', 'lucia', traffic(RECOMMEND, 126, 'office')],
  ['20 09:40', 'ada', favourite(RECOMMEND)],
  ['21 09:14', 'mei', restart(RECOMMEND, 'web')],
]

const LIBRARIES =
  'org.playframework/play-json@3.0.5 org.elasticsearch/elasticsearch-rest@9.1.4 com.typesafe/config@1.4.5 org.typelevel/cats-core@2.13.0'
export const search: Project = {
  name: 'search',
  files: {
    ...sbt('search', LIBRARIES),
    Procfile: 'web: target/universal/stage/bin/search -Dhttp.port=$PORT -Dplay.http.secret.key=$APPLICATION_SECRET\n',
    'system.properties': 'java.runtime.version=21\n',
    'README.md': 1_240,
    'conf/application.conf': 860,
    'conf/routes': 410,
    'app/controllers/SearchController.scala': 4_120,
    'app/models/Query.scala': 2_980,
    'app/models/Ranking.scala': 3_470,
    'app/services/Index.scala': 5_260,
  },
}
const SEARCH = 'fernwood-search'
const searchStory: Story = [
  [
    '0 12:06',
    'mei',
    create(SEARCH, 24, 'daily'),
    config(SEARCH, { APPLICATION_SECRET: 'made-up-for-this-world', INDEX_URL: 'https://index.example.com' }),
  ],
  ['0 12:20', 'mei', deploy(SEARCH, search, 'Import search')],
  ['0 12:31', 'mei', scale(SEARCH, 'web=2:Standard-2X'), feature(SEARCH, 'log-runtime-metrics')],
  ['3 15:08', 'mei', deploy(SEARCH, search, 'Understand sizes and colours')],
  ['8 10:14', 'mei', deploy(SEARCH, search, 'Tidy the build files', sbt('search', LIBRARIES, ''))],
  ['8 10:33', 'mei', deploy(SEARCH, search, 'Bring the Play plugin back', sbt('search', LIBRARIES))],
  ['14 14:56', 'jonas', deploy(SEARCH, search, 'Suggest while typing', { 'app/controllers/SuggestController.scala': 2_050 })],
  ['17 09:27', 'mei', config(SEARCH, { SYNONYMS: 'tent:shelter,bag:pack' })],
  ['21 09:37', 'mei', dropCache(SEARCH)],
  ['21 09:39:48', 'mei', deploy(SEARCH, search, 'Rank by what is in stock')],
]

const STARTERS = 'web actuator data-jpa validation security'
export const payments: Project = {
  name: 'payments',
  files: {
    ...maven('payments', '1.4.0', STARTERS),
    'system.properties': 'java.runtime.version=21\n',
    'README.md': 1_870,
    'src/main/java/com/example/fernwood/PaymentsApplication.java': 610,
    'src/main/java/com/example/fernwood/charge/ChargeController.java': 5_480,
    'src/main/java/com/example/fernwood/charge/ChargeService.java': 8_920,
    'src/main/java/com/example/fernwood/refund/RefundController.java': 3_740,
    'src/main/resources/application.properties': 'spring.application.name=payments\n',
  },
}
const PAYMENTS = 'fernwood-payments'
/** Locked: of the team only admins see to it. */
const paymentsStory: Story = [
  [
    '0 10:01',
    'marcus',
    create(PAYMENTS, 7, 'daily', { locked: true }),
    addon(PAYMENTS, 'heroku-postgresql:premium-0', 'postgresql-octagonal-17346', 'DATABASE'),
    config(PAYMENTS, { JDBC_DATABASE_URL: 'jdbc:postgresql://db.example.com/payments', PROVIDER: 'sandbox' }),
  ],
  ['0 10:15', 'marcus', deploy(PAYMENTS, payments, 'Import payments')],
  ['0 10:24', 'marcus', scale(PAYMENTS, 'web=2:Standard-2X'), feature(PAYMENTS, 'preboot'), favourite(PAYMENTS)],
  ['2 08:55', 'marcus', config(PAYMENTS, { PROVIDER: 'live' })],
  ['7 12:30', 'marcus', deploy(PAYMENTS, payments, 'Compile for Java 25', maven('payments', '1.5.0', STARTERS, 25))],
  ['7 12:48', 'marcus', deploy(PAYMENTS, payments, 'Run on Java 25, too', { 'system.properties': 'java.runtime.version=25\n' })],
  ['13 07:30', 'ada', restart(PAYMENTS)],
  ['16 10:10', 'marcus', deploy(PAYMENTS, payments, 'Refund in parts', maven('payments', '1.6.0', STARTERS, 25))],
]

const MODULES = 'github.com/go-chi/chi/v5@v5.2.3 github.com/disintegration/imaging@v1.6.2'
export const images: Project = {
  name: 'images',
  files: {
    ...goModules('images', MODULES),
    Procfile: 'web: bin/images\n',
    'README.md': 640,
    'main.go': 2_310,
    'resize/resize.go': 4_150,
    'resize/cache.go': 1_680,
  },
}
const IMAGES = 'fernwood-images'
const imagesStory: Story = [
  [
    '0 13:02',
    'jonas',
    create(IMAGES, 130, 'daily', { stack: 'heroku-22' }),
    config(IMAGES, { BUCKET: 'fernwood-photos', MAX_WIDTH: '2400' }),
  ],
  ['0 13:09', 'jonas', deploy(IMAGES, images, 'Import the resizer')],
  ['0 13:14', 'jonas', scale(IMAGES, 'web=1:Standard-1X')],
  ['5 09:41', 'jonas', config(IMAGES, { MAX_WIDTH: '3200' })],
  ['8 13:18', 'ada', stack(IMAGES, 'heroku-24')],
  [
    '8 13:25',
    'jonas',
    deploy(IMAGES, images, 'Write AVIF', goModules('images', `${MODULES} github.com/gen2brain/avif@v0.4.4`, MODULES)),
  ],
  [
    '8 13:33',
    'jonas',
    deploy(IMAGES, images, 'Run go mod tidy', goModules('images', `${MODULES} github.com/gen2brain/avif@v0.4.4`)),
  ],
  ['12 08:20', 'jonas', scale(IMAGES, 'web=2'), traffic(IMAGES, 170)],
]

export const inventory: Project = {
  name: 'inventory',
  files: {
    ...leiningen(
      'inventory',
      'inventory.web',
      'ring/ring-core@1.15.3 ring/ring-jetty-adapter@1.15.3 metosin/reitit@0.9.1 com.github.seancorfield/next.jdbc@1.3.1070',
    ),
    Procfile: 'web: java $JVM_OPTS -jar target/inventory-standalone.jar\n',
    'README.md': 1_020,
    'src/inventory/web.clj': 3_920,
    'src/inventory/stock.clj': 5_170,
    'src/inventory/warehouse.clj': 2_860,
  },
}
const INVENTORY = 'fernwood-inventory'
const inventoryStory: Story = [
  [
    '1 08:04',
    'jonas',
    create(INVENTORY, 3, 'office'),
    share(INVENTORY, 'kafka-spherical-57302', 'KAFKA'),
    config(INVENTORY, { JDBC_URL: 'jdbc:postgresql://db.example.com/stock', JVM_OPTS: '-Xmx400m' }),
  ],
  ['1 08:17', 'jonas', deploy(INVENTORY, inventory, 'Import the stock keeping')],
  ['1 08:26', 'jonas', scale(INVENTORY, 'web=1:Standard-2X')],
  ['8 09:10', 'mei', deploy(INVENTORY, inventory, 'Count reserved items apart')],
  ['14 06:30', 'jonas', maintenance(INVENTORY, true)],
  ['14 08:05', 'jonas', maintenance(INVENTORY, false)],
  ['17 15:33', 'jonas', deploy(INVENTORY, inventory, 'Export counts as CSV', { 'src/inventory/export.clj': 1_540 })],
  ['21 08:20', 'jonas', maintenance(INVENTORY, true)],
]

export const serviceStories: readonly Story[] = [recommendStory, searchStory, paymentsStory, imagesStory, inventoryStory]
