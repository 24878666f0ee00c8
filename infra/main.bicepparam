using 'main.bicep'

// Two sizes of one system. Everything else that an environment chooses comes from its own variables (azd env set NAME value), so
// that this file is the same everywhere.
@description('AZURE_TIER is dev, the default, or prod.')
var prod = readEnvironmentVariable('AZURE_TIER', 'dev') == 'prod'
@description('PRIVATE_NETWORK is true or false, the default.')
var private = readEnvironmentVariable('PRIVATE_NETWORK', 'false') == 'true'

param environmentName = readEnvironmentVariable('AZURE_ENV_NAME', 'dev')
param location = readEnvironmentVariable('AZURE_LOCATION', 'southeastasia')
param tags = { tier: prod ? 'prod' : 'dev', application: 'high-tech-services' }

param durableBackend = readEnvironmentVariable('DURABLE_BACKEND', 'storage') == 'scheduler' ? 'scheduler' : 'storage'
param privateNetwork = private
param serviceBusSku = private ? 'Premium' : 'Standard'
param storageRedundancy = prod ? 'Standard_ZRS' : 'Standard_LRS'
param zoneRedundant = prod
param maximumInstances = prod ? 100 : 40
// Two, for there are zones to be spread over.
param ready = prod ? [{ name: 'http', instanceCount: 2 }] : []
param edge = readEnvironmentVariable('EDGE', prod ? 'frontDoor' : 'none') == 'frontDoor'
  ? 'frontDoor'
  : readEnvironmentVariable('EDGE', 'none') == 'apiManagement' ? 'apiManagement' : 'none'
param publicBaseUrl = readEnvironmentVariable('PUBLIC_URL', '')

param accounts = {
  staffClientId: readEnvironmentVariable('STAFF_CLIENT_ID', '')
  staffTenantId: readEnvironmentVariable('STAFF_TENANT_ID', readEnvironmentVariable('AZURE_TENANT_ID', ''))
  applicantClientId: readEnvironmentVariable('APPLICANT_CLIENT_ID', '')
  applicantIssuer: readEnvironmentVariable('APPLICANT_ISSUER', '')
}
param staff = loadJsonContent('staff.json')
param callbackKeys = split(readEnvironmentVariable('CALLBACK_KEYS', '1'), ',')

param mailFrom = readEnvironmentVariable('MAIL_FROM', 'programme@high-tech-services.example')
param mailHost = prod && empty(readEnvironmentVariable('MAIL_HOST', ''))
  ? fail('MAIL_HOST is missing: in prod, mail has to reach people.')
  : readEnvironmentVariable('MAIL_HOST', '')
param mailUser = readEnvironmentVariable('MAIL_USER', '')
param settings = prod ? {} : { Warnings__Status: 'Test' }

param immutable = prod
param scanGigabytes = prod ? 20 : 0

param operators = empty(readEnvironmentVariable('OPERATORS', '')) ? [] : split(readEnvironmentVariable('OPERATORS', ''), ',')
param telemetryGigabytes = prod ? 5 : 1
