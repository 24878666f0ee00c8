targetScope = 'resourceGroup'

metadata description = 'Puts a callback key into the vault if there is none of that id, and leaves one that is there as it is. Deployed by the hook after provisioning.'

@description('Name of the vault.')
param vaultName string

@description('Id of the key; the first of main.bicep\'s callbackKeys.')
param id string

@description('Base64 of at least 32 random bytes.')
@secure()
@minLength(44)
param value string

resource vault 'Microsoft.KeyVault/vaults@2026-05-15' existing = {
  name: vaultName
}

@onlyIfNotExists()
resource key 'Microsoft.KeyVault/vaults/secrets@2026-05-15' = {
  parent: vault
  name: 'callback-key-${id}'
  properties: { value: value, contentType: 'HS256 key of callback links, base64' }
}
