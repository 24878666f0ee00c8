using System.Xml.Linq;
using FunctionsApp.Platform;

namespace FunctionsApp.Warnings.Cap;

/// <summary>One thing that an alert must or should be beside what the schema says.</summary>
/// <param name="Name">Its source and its own name: cap/references, google/web.</param>
/// <param name="Offending">The elements of an alert, valid by the schema, that break it.</param>
public sealed record CapRule(string Name, LocalizedText Reason, Func<XElement, IEnumerable<XElement>> Offending)
{
    public CapGrade Grade { get; init; } = CapGrade.Error;

    /// <summary>Whether a signal that breaks it is taken all the same: it can be read in one way only.</summary>
    public bool IsTolerated { get; init; }

    public IEnumerable<CapFault> Faults(XElement alert) =>
        Offending(alert).Select(element => CapFault.At(element, Name, Grade, Reason));
}
