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

resource topic 'Microsoft.EventGrid/topics@2025-02-15' existing = {
  name: topicName
}

resource account 'Microsoft.Storage/storageAccounts@2026-06-01' existing = {
  name: storageName
}

resource queue 'Microsoft.ServiceBus/namespaces/queues@2026-01-01' existing = {
  name: '${serviceBusName}/${queueName}'
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
}
