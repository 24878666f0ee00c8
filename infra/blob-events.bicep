targetScope = 'resourceGroup'

metadata description = 'Tells the app\'s blob trigger of every document that arrives. Deployed by the hook after the app\'s code, since the trigger\'s address holds a key that only the running app makes.'

@description('Name of the storage account\'s system topic.')
param topicName string

@description('Name of the storage account.')
param storageName string

@description('Address of the blob trigger with its key.')
@secure()
param endpoint string

@description('Container whose blobs the trigger takes.')
param container string = 'incoming'

@description('Container of events that could not be delivered.')
param deadLetters string = 'dead-letters'

@description('Name of the subscription.')
var name = '${loadJsonContent('abbreviations.json')['Microsoft.EventGrid/eventSubscriptions']}${container}'

resource topic 'Microsoft.EventGrid/systemTopics@2025-02-15' existing = {
  name: topicName
}

resource account 'Microsoft.Storage/storageAccounts@2026-06-01' existing = {
  name: storageName
}

resource subscription 'Microsoft.EventGrid/systemTopics/eventSubscriptions@2025-02-15' = {
  parent: topic
  name: name
  properties: {
    eventDeliverySchema: 'EventGridSchema'
    destination: {
      endpointType: 'WebHook'
      properties: { endpointUrl: endpoint, maxEventsPerBatch: 1, minimumTlsVersionAllowed: '1.2' }
    }
    filter: {
      includedEventTypes: ['Microsoft.Storage.BlobCreated']
      subjectBeginsWith: '/blobServices/default/containers/${container}/'
      enableAdvancedFilteringOnArrays: true
    }
    retryPolicy: { maxDeliveryAttempts: 30, eventTimeToLiveInMinutes: 1440 }
    deadLetterWithResourceIdentity: {
      identity: { type: 'SystemAssigned' }
      deadLetterDestination: { endpointType: 'StorageBlob', properties: { resourceId: account.id, blobContainerName: deadLetters } }
    }
  }
}
