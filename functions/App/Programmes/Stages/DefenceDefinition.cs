using System.Text.Json.Serialization;

namespace FunctionsApp.Programmes.Stages;

/// <summary>The applicant presents the project and answers experts' questions (答辩).</summary>
public sealed record DefenceDefinition : AppointmentDefinition
{
    /// <summary>Name of the panel before it whose experts attend; null where the officer in charge names all attendees.</summary>
    public string? Panel { get; init; }

    // They judge the applicant, who meets them on the day.
    [JsonIgnore]
    public override bool NamesExperts => false;
}
