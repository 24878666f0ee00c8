using 'blob-events.bicep'

param topicName = readEnvironmentVariable('AZURE_BLOB_EVENTS_TOPIC')
param storageName = readEnvironmentVariable('AZURE_STORAGE_ACCOUNT_NAME')
param container = readEnvironmentVariable('BLOB_TRIGGER_CONTAINER', 'incoming')
// From the environment of the hook: the key is never an argument that a list of processes shows, nor in a file.
param endpoint = readEnvironmentVariable('BLOB_TRIGGER_ENDPOINT')
