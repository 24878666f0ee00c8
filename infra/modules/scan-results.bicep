metadata description = 'Brings scan results to the Service Bus queue of the function that takes them; off while there is none.'

@description('Name of the topic that scan results come to.')
param topicName string

@description('Name of the subscription.')
param subscriptionName string

@description('Name of the Service Bus namespace.')
param serviceBusName string

@description('Name of the queue, one of topology.json.')
param queueName string

@description('Name of the storage account.')
param storageName string

@description('Container of events that could not be delivered.')
param deadLetters string

@description('True: the namespace is reachable by private endpoint only.')
param private bool

resource topic 'Microsoft.EventGrid/topics@2025-02-15' existing = {
  name: topicName
}

resource account 'Microsoft.Storage/storageAccounts@2026-06-01' existing = {
  name: storageName
}

resource serviceBus 'Microsoft.ServiceBus/namespaces@2026-01-01' existing = {
  name: serviceBusName
}

// Event Grid has no private endpoint to deliver by: it comes in as a trusted service, with its identity and role.
resource trusted 'Microsoft.ServiceBus/namespaces/networkRuleSets@2026-01-01' = if (private) {
  parent: serviceBus
  name: 'default'
  properties: { publicNetworkAccess: 'Disabled', trustedServiceAccessEnabled: true }
}

resource queue 'Microsoft.ServiceBus/namespaces/queues@2026-01-01' existing = {
  parent: serviceBus
  name: queueName
}

resource subscription 'Microsoft.EventGrid/topics/eventSubscriptions@2025-02-15' = {
  parent: topic
  name: subscriptionName
  properties: {
    deliveryWithResourceIdentity: {
      identity: { type: 'SystemAssigned' }
      destination: { endpointType: 'ServiceBusQueue', properties: { resourceId: queue.id } }
    }
    deadLetterWithResourceIdentity: {
      identity: { type: 'SystemAssigned' }
      deadLetterDestination: { endpointType: 'StorageBlob', properties: { resourceId: account.id, blobContainerName: deadLetters } }
    }
    filter: { includedEventTypes: ['Microsoft.Security.MalwareScanningResult'] }
    retryPolicy: { maxDeliveryAttempts: 30, eventTimeToLiveInMinutes: 1440 }
  }
  dependsOn: [trusted]
}
