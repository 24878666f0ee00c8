targetScope = 'resourceGroup'

metadata description = 'Puts the keys of callback links and of the log of records into the vault if they are missing, and leaves those that are there as they are. Deployed by the hook after provisioning.'

@description('Name of the vault.')
param vaultName string

@description('Id of the key; the first of main.bicep\'s callbackKeys.')
param id string

@description('Base64 of at least 32 random bytes.')
@secure()
@minLength(44)
param value string

@description('Base64 of 32 random bytes.')
@secure()
@minLength(44)
@maxLength(44)
param logValue string

resource vault 'Microsoft.KeyVault/vaults@2026-05-15' existing = {
  name: vaultName
}

@onlyIfNotExists()
resource key 'Microsoft.KeyVault/vaults/secrets@2026-05-15' = {
  parent: vault
  name: 'callback-key-${id}'
  properties: { value: value, contentType: 'HS256 key of callback links, base64' }
}

@onlyIfNotExists()
resource logKey 'Microsoft.KeyVault/vaults/secrets@2026-05-15' = {
  parent: vault
  name: 'record-log-key'
  properties: { value: logValue, contentType: 'Ed25519 key of the log of records, base64' }
}
