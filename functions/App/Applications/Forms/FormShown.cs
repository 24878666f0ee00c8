using System.Text.Json.Nodes;
using FunctionsApp.Pages.Forms;
using FunctionsApp.Platform;
using FunctionsApp.Programmes;
using FunctionsApp.Programmes.Fields;

namespace FunctionsApp.Applications.Forms;

/// <summary>What the page says before the form.</summary>
public enum FormNotice
{
    Saved,
    Submitted,
    SentToPartners,
    SentToSign,
    ChangedMeanwhile,
    OpenTooLong,
}

/// <summary>What the page of a form shows.</summary>
/// <param name="Values">As they were typed.</param>
/// <param name="Open">Keys of the fields that may be changed; the others are for reading.</param>
/// <param name="Token">That the form brings back; null where nothing may be changed.</param>
public sealed record FormShown(
    Application Application, ProgrammeDefinition Definition, JsonObject Values, IReadOnlyList<string> Open, string? Token)
{
    /// <summary>Keys of the fields that what was typed makes not asked.</summary>
    public IReadOnlySet<string> Unasked { get; init; } = new HashSet<string>();

    /// <summary>What the page was made from, see <see cref="FormMerge.Base"/>; the form brings it back.</summary>
    public string? Base { get; init; }

    public IReadOnlyList<Fault> Faults { get; init; } = [];

    public FormNotice? Notice { get; init; }

    /// <summary>Why it is not saved or not submitted, other than by a fault.</summary>
    public LocalizedText? Problem { get; init; }

    /// <summary>The faults with the inputs at which they are shown: a fault of a row or an option is shown at its field.</summary>
    public Entered Entered => Entered.Nothing with
    {
        Faults = [.. Faults.Select(fault => new EnteredFault(Input(fault), fault.Message))],
        Problem = Problem,
    };

    /// <summary>With what is asked, and calculated, by what was typed.</summary>
    internal FormShown With(CheckedForm given)
    {
        var values = Values.DeepClone().AsObject();
        foreach (var field in Definition.Form.OfType<CalculatedField>())
        {
            if (given.Answers[field.Key] is { } answer) values[field.Key] = JsonValue.Create(answer);
            else values.Remove(field.Key);
        }

        return this with { Values = values, Unasked = given.Unasked };
    }

    /// <summary>Why a reviewer returned the field; null where none did.</summary>
    public string? Reason(string key) => Application.Returned.FirstOrDefault(item => item.Field == key)?.Reason;

    private static string Input(Fault fault)
    {
        var path = fault.Path.Length > "form.".Length ? fault.Path["form.".Length..] : "";
        return path.EndsWith(']') ? path[..path.LastIndexOf('[')] : path;
    }
}
