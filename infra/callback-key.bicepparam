using 'callback-key.bicep'

param vaultName = readEnvironmentVariable('AZURE_KEY_VAULT_NAME')
param id = readEnvironmentVariable('CALLBACK_KEY_ID')
// From the environment of the hook: the key is never an argument that a list of processes shows, nor in a file.
param value = readEnvironmentVariable('CALLBACK_KEY')
param logValue = readEnvironmentVariable('RECORD_LOG_KEY')
