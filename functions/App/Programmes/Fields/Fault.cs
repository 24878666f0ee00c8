using FunctionsApp.Platform;

namespace FunctionsApp.Programmes.Fields;

/// <summary>What is wrong with an answer.</summary>
/// <param name="Path">JSON path from the form on, rows from 0: <c>form.team[2].salary</c>.</param>
/// <param name="Code">Stable: one of <see cref="FaultTexts"/>.</param>
/// <param name="Incomplete">Something is still to come: a draft may be saved with it, an application is not submitted with it.</param>
public sealed record Fault(string Path, string Code, LocalizedText Message, bool Incomplete = false)
{
    /// <summary>Key of the form's field that it belongs to; empty for the form itself.</summary>
    public string Field => Path.Split('.', '[') is [_, var key, ..] ? key : "";
}

/// <summary>Where an answer belongs, for programs and for people.</summary>
public sealed record Place(string Path, LocalizedText Label)
{
    public static readonly Place Form = new("form", new LocalizedText("申请表", "Form"));

    public Place Of(Field field) => new($"{Path}.{field.Key}", this == Form ? field.Label : Label.Then(field.Label));

    /// <param name="index">From 0; people read the row's number.</param>
    public Place Row(int index) => new($"{Path}[{index}]", Label.Then(new LocalizedText($"第 {index + 1} 行", $"row {index + 1}")));
}

internal static class PlaceTexts
{
    public static LocalizedText Then(this LocalizedText first, LocalizedText next) =>
        new($"{first.Chinese} · {next.Chinese}", $"{first.English}, {next.English}");
}
