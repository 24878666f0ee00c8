metadata description = 'Service Bus with the queues, topics and subscriptions of topology.json. No key opens it.'

@description('Name of the namespace.')
param name string

@description('Region.')
param location string

@description('Tags of every resource.')
param tags { *: string }

@description('Premium has private endpoints and larger messages.')
param sku 'Standard' | 'Premium'

@description('True: reachable by private endpoint only.')
param private bool

@description('Name of the Log Analytics workspace.')
param workspaceName string

@description('The one list of what the app sends to and takes from.')
var topology = loadJsonContent('../topology.json')

@description('Each subscription with its topic.')
var subscriptions = flatten(map(topology.topics, topic => map(topic.subscriptions, entry => { topic: topic.name, entry: entry })))

resource workspace 'Microsoft.OperationalInsights/workspaces@2026-03-01' existing = {
  name: workspaceName
}

resource namespace 'Microsoft.ServiceBus/namespaces@2026-01-01' = {
  name: name
  location: location
  tags: tags
  sku: sku == 'Premium' ? { name: sku, tier: sku, capacity: 1 } : { name: sku, tier: sku }
  properties: {
    disableLocalAuth: true
    minimumTlsVersion: '1.2'
    publicNetworkAccess: private ? 'Disabled' : 'Enabled'
  }
}

resource queues 'Microsoft.ServiceBus/namespaces/queues@2026-01-01' = [
  for queue in topology.queues: {
    parent: namespace
    name: queue.name
    properties: {
      lockDuration: queue.lockDuration
      maxDeliveryCount: queue.maxDeliveryCount
      requiresDuplicateDetection: true
      duplicateDetectionHistoryTimeWindow: queue.duplicateDetection
      deadLetteringOnMessageExpiration: true
    }
  }
]

resource topics 'Microsoft.ServiceBus/namespaces/topics@2026-01-01' = [
  for topic in topology.topics: {
    parent: namespace
    name: topic.name
    properties: {
      requiresDuplicateDetection: true
      duplicateDetectionHistoryTimeWindow: topic.duplicateDetection
    }
  }
]

resource listeners 'Microsoft.ServiceBus/namespaces/topics/subscriptions@2026-01-01' = [
  for subscription in subscriptions: {
    name: '${name}/${subscription.topic}/${subscription.entry.name}'
    properties: {
      lockDuration: subscription.entry.lockDuration
      maxDeliveryCount: subscription.entry.maxDeliveryCount
      deadLetteringOnMessageExpiration: true
      deadLetteringOnFilterEvaluationExceptions: true
    }
    dependsOn: [topics]
  }
]

@description('A subscription gets what it takes, and no execution is spent on the rest; a dead letter that is sent again reaches its own subscription alone. The rule replaces the one that takes everything.')
resource rules 'Microsoft.ServiceBus/namespaces/topics/subscriptions/rules@2026-01-01' = [
  for (subscription, place) in subscriptions: if (contains(subscription.entry, 'subjects')) {
    parent: listeners[place]
    name: '$Default'
    properties: {
      filterType: 'SqlFilter'
      sqlFilter: {
        sqlExpression: 'sys.Label IN (${join(map(subscription.entry.subjects, subject => '\'${subject}\''), ', ')}) AND (NOT EXISTS(resentTo) OR resentTo = \'${subscription.entry.name}\')'
      }
    }
  }
]

resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: namespace
  name: 'operations'
  properties: {
    workspaceId: workspace.id
    logs: [{ category: 'OperationalLogs', enabled: true }]
    metrics: [{ category: 'AllMetrics', enabled: true }]
  }
}
