using FunctionsApp.Platform;

namespace FunctionsApp.Pages.Forms;

/// <summary>The labels of a refused form's inputs, which the summary of its faults shows; they come after it in the page.</summary>
public sealed class EnteredLabels
{
    private readonly Dictionary<string, LocalizedText> labels = [];

    public event Action? Added;

    public void Add(string input, LocalizedText label)
    {
        labels[input] = label;
        Added?.Invoke();
    }

    /// <summary>What the summary says of a fault: the input's label and the reason.</summary>
    public LocalizedText Of(EnteredFault fault) => fault.Reason is { } reason && labels.TryGetValue(fault.Input, out var label)
        ? new LocalizedText($"{label.Chinese}：{reason.Chinese}", $"{label.English}: {reason.English}")
        : fault.Message;
}
