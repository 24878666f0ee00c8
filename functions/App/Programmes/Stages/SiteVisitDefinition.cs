namespace FunctionsApp.Programmes.Stages;

/// <summary>Officers or experts visit the applicant and report (现场考察).</summary>
public sealed record SiteVisitDefinition : AppointmentDefinition;
