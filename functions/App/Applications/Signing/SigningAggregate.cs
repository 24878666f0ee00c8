using FunctionsApp.Applications.Forms;
using FunctionsApp.Assignments;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes.Fields;

namespace FunctionsApp.Applications.Signing;

/// <summary>An application with its answers and what is asked about it.</summary>
public sealed record SigningState(Application Application, Answers Answers, IReadOnlyList<Assignment> Assignments)
{
    /// <summary>Whether the round is the one that is asked now.</summary>
    public bool Awaits(int round) =>
        Application is { Status: ApplicationStatus.Signing, Signing: { Outcome: null } signing } && signing.Round == round;
}

/// <summary>What a signature is about, in its application's partition.</summary>
public static class SigningAggregate
{
    public static readonly Aggregate<SigningState> Kind = new(ApplicationAggregate.Kind.Table, new Part<SigningState>
    {
        Kinds = [.. ApplicationAggregate.Part.Kinds, .. FormAggregate.Part.Kinds, .. AssignmentIndex.Part.Kinds],
        Read = rows => new SigningState(
            ApplicationAggregate.Part.Read(rows), FormAggregate.Part.Read(rows), AssignmentIndex.Part.Read(rows)),
        Write = state =>
        [
            .. ApplicationAggregate.Part.Write(state.Application), .. FormAggregate.Part.Write(state.Answers),
                .. AssignmentIndex.Part.Write(state.Assignments),
        ],
        Lines = state => [.. ApplicationAggregate.Part.Lines(state.Application), .. AssignmentIndex.Part.Lines(state.Assignments)],
    });
}
