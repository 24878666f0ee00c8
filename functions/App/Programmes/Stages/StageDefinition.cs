using System.Text.Json.Serialization;
using FunctionsApp.Platform;

namespace FunctionsApp.Programmes.Stages;

/// <summary>A step of the review, as a definition file writes it: <c>kind</c> names the kind and thereby its orchestrator.</summary>
/// <remarks>
/// A kind is one derived record here, which is found by itself, and one feature folder; <see cref="Kind"/> plus "Stage" is the name
/// of the orchestrator.
/// </remarks>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
public abstract record StageDefinition
{
    /// <summary>Unique in the definition, PascalCase.</summary>
    [Name(40, Pascal = true)]
    public required string Name { get; init; }

    public required LocalizedText Title { get; init; }

    /// <summary>Document types that this stage judges; empty: all. Decides what a supplement opens again.</summary>
    public IReadOnlyList<string> Documents { get; init; } = [];

    /// <summary>Keys of the form's fields that this stage judges; empty: all. Decides the same of the form.</summary>
    public IReadOnlyList<string> Fields { get; init; } = [];

    /// <summary>The promised time of the stage, working days, 1–250; 0: the time of its people and their delegates.</summary>
    [Between(0, 250)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int PromisedWorkingDays { get; init; }

    /// <summary>Working days in which the stage ends; null where nothing is promised.</summary>
    [JsonIgnore]
    public int? Promised => PromisedWorkingDays > 0 ? PromisedWorkingDays : OwnDays;

    /// <summary>Whether its time does not count as the review's: others than reviewers are waited for.</summary>
    [JsonIgnore]
    public virtual bool IsPause => false;

    /// <summary>Working days that its people have; null where none are asked.</summary>
    [JsonIgnore]
    protected virtual int? OwnDays => null;

    /// <summary>Name of the kind, as the file writes it.</summary>
    [JsonIgnore]
    public string Kind => Kinds.NameOf(typeof(StageDefinition), GetType());

    /// <summary>Whether its outcome binds others than the applicant: no later stage sends an application back to it or past it.</summary>
    [JsonIgnore]
    public virtual bool IsFinal => false;

    /// <summary>Whether the review holds it; otherwise it is passed over, and the department takes it itself.</summary>
    [JsonIgnore]
    public virtual bool IsHeld => true;

    /// <summary>What is wrong with it beyond its shape: path below the stage, and message.</summary>
    /// <param name="place">0 for the first stage.</param>
    public abstract IEnumerable<(string Path, string Message)> Errors(int place);
}
