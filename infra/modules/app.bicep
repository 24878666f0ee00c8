metadata description = 'The function app on Flex Consumption: its settings, its sign-in, and who may reach it.'

import { alwaysReady, signIn, staffMember } from '../types.bicep'

@description('Name of the app.')
param name string

@description('Name of its plan.')
param planName string

@description('Region.')
param location string

@description('Tags of every resource.')
param tags { *: string }

@description('Name of the app\'s identity.')
param identityName string

@description('Name of the storage account.')
param storageName string

@description('Container of the deployment package.')
param packageContainer string

@description('Name of the Service Bus namespace.')
param serviceBusName string

@description('Name of the vault.')
param vaultName string

@description('Name of the Log Analytics workspace.')
param workspaceName string

@description('Name of the Application Insights component.')
param insightsName string

@description('Name of the Durable Task Scheduler; empty where the backend is Azure Storage.')
param schedulerName string

@description('Id of the app\'s subnet; empty without a network of its own.')
param subnetId string

@description('Memory of an instance in megabytes.')
param instanceMemory 2048 | 4096

@description('Instances at most.')
param maximumInstances int

@description('Instances that wait for work.')
param ready alwaysReady[]

@description('True: instances are spread over zones.')
param zoneRedundant bool

@description('Settings of the app by name, over those of settings.json.')
param settings { *: string }

@description('People who can be given work.')
param staff staffMember[]

@description('Ids of the callback keys: the first signs, all verify.')
@minLength(1)
param callbackKeys string[]

@description('Sign-in at the mail server; empty where it asks for none.')
param mailUser string

@description('Staff\'s and applicants\' sign-in.')
param accounts signIn

@description('Where the public reaches the app, without path.')
param publicBaseUrl string

@description('True: something stands before the app, and requests come in from there alone.')
param behindEdge bool

@description('Service tag of what stands before the app, where it has one.')
param edgeTag string

@description('Addresses from which requests come in beside the tag\'s.')
param edgeAddresses string[]

@description('Id of the Front Door profile that requests must name.')
param frontDoorId string

@description('Settings with their defaults, the ones of the code.')
var defaults = loadJsonContent('../settings.json')

@description('Settings by which the host finds what it stands on, each by identity.')
var platform = {
  AzureWebJobsStorage__accountName: storageName
  AzureWebJobsStorage__credential: 'managedidentity'
  AzureWebJobsStorage__clientId: identity.properties.clientId
  ServiceBus__fullyQualifiedNamespace: '${serviceBusName}.servicebus.windows.net'
  ServiceBus__credential: 'managedidentity'
  ServiceBus__clientId: identity.properties.clientId
  AZURE_CLIENT_ID: identity.properties.clientId
  APPLICATIONINSIGHTS_CONNECTION_STRING: insights.properties.ConnectionString
  APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identity.properties.clientId};Authorization=AAD'
  PublicBaseUrl: publicBaseUrl
  // The root is the app's home page.
  AzureWebJobsDisableHomepage: 'true'
  // Azure/azure-functions-dotnet-worker #3335: on .NET 10 a pre-started process may end with code 139 as it takes the app over. See README.md.
  WEBSITE_USE_PLACEHOLDER_DOTNETISOLATED: '0'
}

@description('Settings of the Durable Task Scheduler, where host.json names it.')
var durable = empty(schedulerName)
  ? {}
  : {
      DURABLE_TASK_SCHEDULER_CONNECTION_STRING: 'Endpoint=${scheduler!.properties.endpoint};Authentication=ManagedIdentity;ClientID=${identity.properties.clientId}'
    }

@description('The callback keys, each a reference into the vault.')
var keys = toObject(
  flatten(map(callbackKeys, (id, i) => [
    { name: 'CallbackTokens__Keys__${i}__Id', value: id }
    { name: 'CallbackTokens__Keys__${i}__Secret', value: '@Microsoft.KeyVault(VaultName=${vaultName};SecretName=callback-key-${id})' }
  ])),
  setting => setting.name,
  setting => setting.value
)

@description('The key of the log of records, a reference into the vault.')
var recordLog = {
  Records__LogName: '${name}.azurewebsites.net/records'
  Records__LogSecret: '@Microsoft.KeyVault(VaultName=${vaultName};SecretName=record-log-key)'
}

@description('Properties of a person that are lists.')
var listsOfStaff = ['Roles', 'Districts', 'Sectors', 'Fields', 'Relations']

@description('The staff, one setting for each property that a person has, and for each item of a list.')
var people = toObject(
  flatten(map(
    staff,
    (member, i) =>
      concat(
        map(filter(items(member), property => !contains(listsOfStaff, property.key)), property => {
          name: 'Directory__Staff__${i}__${property.key}'
          value: string(property.value)
        }),
        flatten(map(
          filter(items(member), property => contains(listsOfStaff, property.key)),
          property => map(property.value, (item, n) => { name: 'Directory__Staff__${i}__${property.key}__${n}', value: string(item) })
        ))
      )
  )),
  setting => setting.name,
  setting => setting.value
)

@description('Sign-in at the mail server.')
var mail = empty(mailUser)
  ? {}
  : {
      Mail__Smtp__User: mailUser
      Mail__Smtp__Password: '@Microsoft.KeyVault(VaultName=${vaultName};SecretName=mail-password)'
    }

@description('True: staff sign in with Entra ID.')
var staffSignIn = !empty(accounts.staffClientId)

@description('True: applicants sign in with their own tenant.')
var applicantSignIn = !empty(accounts.applicantClientId)

@description('What signing in needs: the identity stands in for the staff registration\'s secret; the other provider takes nothing but one.')
var signingIn = union(
  { SignInProviders: join(concat(staffSignIn ? ['aad'] : [], applicantSignIn ? ['applicants'] : []), ',') },
  staffSignIn ? { OVERRIDE_USE_MI_FIC_ASSERTION_CLIENTID: identity.properties.clientId } : {},
  applicantSignIn ? { APPLICANTS_CLIENT_SECRET: '@Microsoft.KeyVault(VaultName=${vaultName};SecretName=applicants-client-secret)' } : {}
)

@description('Rules of who may reach the app. Event Grid always may: it brings the documents.')
var inbound = !behindEdge
  ? []
  : concat(
      empty(edgeTag)
        ? []
        : [
            {
              name: 'edge'
              priority: 100
              action: 'Allow'
              tag: 'ServiceTag'
              ipAddress: edgeTag
              headers: empty(frontDoorId) ? {} : { 'x-azure-fdid': [frontDoorId] }
            }
          ],
      map(edgeAddresses, (address, i) => { name: 'edge-${i}', priority: 110 + i, action: 'Allow', ipAddress: '${address}/32' }),
      [{ name: 'event-grid', priority: 200, action: 'Allow', tag: 'ServiceTag', ipAddress: 'AzureEventGrid' }]
    )

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: identityName
}

resource insights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: insightsName
}

resource workspace 'Microsoft.OperationalInsights/workspaces@2026-03-01' existing = {
  name: workspaceName
}

resource scheduler 'Microsoft.DurableTask/schedulers@2026-02-01' existing = if (!empty(schedulerName)) {
  name: empty(schedulerName) ? 'none' : schedulerName
}

resource plan 'Microsoft.Web/serverfarms@2025-03-01' = {
  name: planName
  location: location
  tags: tags
  kind: 'functionapp'
  sku: { name: 'FC1', tier: 'FlexConsumption' }
  properties: { reserved: true, zoneRedundant: zoneRedundant }
}

resource app 'Microsoft.Web/sites@2025-03-01' = {
  name: name
  location: location
  // By this tag azd finds where the service of azure.yaml goes.
  tags: union(tags, { 'azd-service-name': 'app' })
  kind: 'functionapp,linux'
  identity: { type: 'UserAssigned', userAssignedIdentities: { '${identity.id}': {} } }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    publicNetworkAccess: 'Enabled'
    keyVaultReferenceIdentity: identity.id
    virtualNetworkSubnetId: empty(subnetId) ? null : subnetId
    functionAppConfig: {
      runtime: { name: 'dotnet-isolated', version: '10.0' }
      deployment: {
        storage: {
          type: 'blobContainer'
          value: 'https://${storageName}.blob.${environment().suffixes.storage}/${packageContainer}'
          authentication: { type: 'UserAssignedIdentity', userAssignedIdentityResourceId: identity.id }
        }
      }
      scaleAndConcurrency: {
        instanceMemoryMB: instanceMemory
        maximumInstanceCount: maximumInstances
        alwaysReady: ready
        // An upload with a Content-Length takes the host about 600 MB, beside 220 MB of its own: so many may run at once.
        triggers: { http: { perInstanceConcurrency: instanceMemory == 4096 ? 5 : 2 } }
      }
      // Instances drain and are replaced in turn: no request is cut off, and old and new code run side by side for minutes.
      #disable-next-line BCP037 // The type lacks it; the service knows it since 2023-12-01.
      siteUpdateStrategy: { type: 'RollingUpdate' }
    }
    siteConfig: {
      ftpsState: 'Disabled'
      http20Enabled: true
      minTlsVersion: '1.2'
      scmMinTlsVersion: '1.2'
      remoteDebuggingEnabled: false
      ipSecurityRestrictions: inbound
      ipSecurityRestrictionsDefaultAction: behindEdge ? 'Deny' : 'Allow'
      scmIpSecurityRestrictionsUseMain: false
    }
  }

  // No user name and password for deployment, neither by FTP nor by the deployment site: Entra ID alone.
  resource ftp 'basicPublishingCredentialsPolicies' = {
    name: 'ftp'
    properties: { allow: false }
  }

  resource scm 'basicPublishingCredentialsPolicies' = {
    name: 'scm'
    properties: { allow: false }
  }

  resource appSettings 'config' = {
    name: 'appsettings'
    properties: union(defaults, platform, durable, keys, recordLog, people, mail, signingIn, settings)
  }

  // Always on, also without any provider: it is what removes a forged X-MS-CLIENT-PRINCIPAL, which the app trusts.
  resource signInSettings 'config' = {
    name: 'authsettingsV2'
    properties: {
      platform: { enabled: true }
      globalValidation: { requireAuthentication: false, unauthenticatedClientAction: 'AllowAnonymous' }
      httpSettings: {
        requireHttps: true
        forwardProxy: { convention: behindEdge ? 'Standard' : 'NoProxy' }
      }
      login: {
        preserveUrlFragmentsForLogins: false
        cookieExpiration: { convention: 'FixedTime', timeToExpiration: '08:00:00' }
        tokenStore: { enabled: false }
      }
      identityProviders: {
        azureActiveDirectory: staffSignIn
          ? {
              enabled: true
              registration: {
                clientId: accounts.staffClientId
                clientSecretSettingName: 'OVERRIDE_USE_MI_FIC_ASSERTION_CLIENTID'
                openIdIssuer: '${environment().authentication.loginEndpoint}${accounts.staffTenantId}/v2.0'
              }
              validation: { allowedAudiences: ['api://${accounts.staffClientId}', accounts.staffClientId] }
            }
          : { enabled: false }
        customOpenIdConnectProviders: applicantSignIn
          ? {
              applicants: {
                enabled: true
                registration: {
                  clientId: accounts.applicantClientId
                  clientCredential: { method: 'ClientSecretPost', clientSecretSettingName: 'APPLICANTS_CLIENT_SECRET' }
                  openIdConnectConfiguration: { wellKnownOpenIdConfiguration: '${accounts.applicantIssuer}/.well-known/openid-configuration' }
                }
                login: { nameClaimType: 'name', scopes: ['openid', 'profile', 'email'] }
              }
            }
          : {}
      }
    }
    dependsOn: [appSettings]
  }
}

resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: app
  name: 'platform'
  properties: {
    workspaceId: workspace.id
    // The host's own word, which is there also when telemetry is not.
    logs: [{ category: 'FunctionAppLogs', enabled: true }]
    metrics: [{ category: 'AllMetrics', enabled: true }]
  }
}
