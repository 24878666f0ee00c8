using FunctionsApp.Platform;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Programmes.Guides;

/// <summary>How far each guide's news is announced, beside the facts that announced it.</summary>
public static class GuideAggregate
{
    public static readonly Aggregate<AnnouncedGuide> Kind = new(Topology.ProgrammesTable, Part.Own<AnnouncedGuide>());

    public static string Id(ProgrammeDefinition definition) => $"guide-{definition.Programme}-{definition.Version}";
}
