metadata description = 'The one identity by which the app signs in everywhere. It has no secret, and only the roles of roles.json.'

@description('Name of the identity.')
param name string

@description('Region.')
param location string

@description('Tags of every resource.')
param tags { *: string }

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: name
  location: location
  tags: tags
}

@description('Id by which Entra ID knows the identity.')
output principalId string = identity.properties.principalId
