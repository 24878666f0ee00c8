using System.Text.Json.Nodes;
using FunctionsApp.Pages;
using FunctionsApp.Pages.Forms;
using FunctionsApp.Platform;
using FunctionsApp.Programmes.Fields;
using Microsoft.AspNetCore.Components;

namespace FunctionsApp.Applications.Forms;

/// <summary>A part of the page that asks for one field of the form, or for one cell of a table.</summary>
public abstract class FieldPart : PagePart
{
    [Parameter, EditorRequired]
    public Field Field { get; set; } = null!;

    /// <summary>Name of the input: <c>team[2].salary</c>.</summary>
    [Parameter, EditorRequired]
    public string Path { get; set; } = "";

    /// <summary>As it was typed; null for nothing.</summary>
    [Parameter]
    public JsonNode? Value { get; set; }

    [Parameter]
    public IReadOnlyList<Fault> Faults { get; set; } = [];

    /// <summary>In a table the head has the label.</summary>
    [Parameter]
    public bool IsCell { get; set; }

    protected string Id => Entered.Id(Path);

    /// <summary>Its own faults, and those of its rows and options; each cell shows its own.</summary>
    protected IReadOnlyList<LocalizedText> Wrong =>
    [
        .. Faults.Where(fault => fault.Path == $"form.{Path}"
            || (fault.Path.StartsWith($"form.{Path}[", StringComparison.Ordinal) && fault.Path.EndsWith(']')))
            .Select(fault => fault.Message),
    ];

    /// <summary>The hint and the limits; null where there is nothing to say.</summary>
    protected LocalizedText? Hint
    {
        get
        {
            var notes = new[] { Field.Hint, AnswerTexts.Limits(Field) }.OfType<LocalizedText>().ToList();
            return notes.Count == 0 ? null
                : new(string.Join('；', notes.Select(note => note.Chinese)), string.Join("; ", notes.Select(note => note.English)));
        }
    }

    protected string? Invalid => Wrong.Count > 0 ? "true" : null;

    protected string? Required => Field.Required ? "true" : null;

    protected string? Described => Entered.Described(Id, !IsCell && Hint is not null, Invalid is not null);

    protected static string Typed(JsonNode? value) => value is JsonValue ? value.ToString() : "";

    protected static IReadOnlyList<string> Chosen(JsonNode? value) =>
        value is JsonArray several ? [.. several.Select(Typed)] : [Typed(value)];
}
