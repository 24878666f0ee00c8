using FunctionsApp.Platform;
using Microsoft.AspNetCore.Components;

namespace FunctionsApp.Pages.Forms;

/// <summary>An input of a form with its label, hint and faults.</summary>
public abstract class EntryBase : PagePart
{
    /// <summary>Path of the member that it sends, see <see cref="Platform.Http.PostedRecord"/>.</summary>
    [Parameter, EditorRequired]
    public string Name { get; set; } = "";

    [Parameter, EditorRequired]
    public LocalizedText Label { get; set; } = null!;

    [Parameter]
    public LocalizedText? Hint { get; set; }

    [Parameter]
    public bool IsRequired { get; set; }

    [Parameter]
    public Entered Entered { get; set; } = Entered.Nothing;

    /// <remarks>A form that was not refused has no summary.</remarks>
    protected override void OnInitialized()
    {
        if (Entered.IsRefused) Entered.Labels.Add(Name, Label);
    }

    protected string Id => Entered.Id(Name);

    protected IReadOnlyList<LocalizedText> Faults => [.. Entered.FaultsOf(Name)];

    protected string? Invalid => Faults.Count > 0 ? "true" : null;

    protected string? Described => Entered.Described(Id, Hint is not null, Invalid is not null);
}
