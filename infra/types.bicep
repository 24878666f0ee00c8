metadata description = 'Shapes of main.bicep\'s parameters.'

@export()
@description('Instances that wait for work of one kind.')
type alwaysReady = {
  @description('http, durable, blob, or function:<name>.')
  name: string

  @description('How many.')
  @minValue(0)
  instanceCount: int
}

@export()
@description('A person who can be given work; the properties are those of the app\'s StaffMember.')
type staffMember = {
  @description('The person\'s object id in Entra ID: the id by which the sign-in names them.')
  Id: string

  @description('Name in mails and pages.')
  Name: string

  @description('Where mails go.')
  Email: string

  @description('What the person may do; see app-roles.json.')
  Roles: ('Applicant' | 'Signatory' | 'Partner' | 'DistrictOfficer' | 'DepartmentOfficer' | 'Expert' | 'IndustryBody' | 'LeadingGroup' | 'Publisher' | 'Auditor' | 'Administrator' | 'Operator')[]

  @description('Six-digit code; without it the person serves the whole city.')
  District: string?

  @description('Six-digit codes of districts that the person serves beside it.')
  Districts: string[]?

  @description('Codes of the sectors that the person knows.')
  Sectors: string[]?

  @description('What the person is expert in, in words.')
  Fields: string[]?

  @description('Credit codes of organisations of which the person declared a relation.')
  Relations: string[]?

  @description('Credit code of the person\'s organisation.')
  Organisation: string?

  @description('Id of who takes over what this person leaves undecided.')
  Delegate: string?

  @description('zh-CN or en.')
  Language: string?

  @description('First day out of office, yyyy-MM-dd.')
  AwayFrom: string?

  @description('Last day out of office, yyyy-MM-dd.')
  AwayTo: string?

  @description('Year for which the person accepted the yearly agreement.')
  AgreementYear: int?

  @description('The person left: known by name, and asked nothing any more.')
  HasLeft: bool?
}

@export()
@description('Registrations by which people sign in. An empty client id leaves that door closed.')
type signIn = {
  @description('Application id of the staff registration.')
  staffClientId: string

  @description('Tenant of the staff.')
  staffTenantId: string

  @description('Application id of the registration in the applicants\' external tenant.')
  applicantClientId: string

  @description('Issuer of that tenant: https://<name>.ciamlogin.com/<tenant id>/v2.0.')
  applicantIssuer: string
}

@export()
@description('When an alert is raised.')
type thresholds = {
  @description('Days that an assignment may stay undecided. Above the default working days with their delegate.')
  @minValue(1)
  oldestAssignmentDays: int

  @description('Percent of requests that may fail with 5xx within 15 minutes.')
  @minValue(1)
  @maxValue(100)
  failedRequestPercent: int

  @description('Requests that may be refused for security within 15 minutes.')
  @minValue(1)
  refusedRequests: int
}
