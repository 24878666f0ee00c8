using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Programmes.Guides;

/// <summary>Keeps the catalogue's published guides like their list: one partition range is read, at most once a minute.</summary>
public sealed class GuideRegister : IDisposable
{
    private readonly KeptList<AnnualGuide> kept;

    public GuideRegister(Lists lists, AggregateStore store, ProgrammeCatalogue catalogue, TimeProvider time)
    {
        kept = new KeptList<AnnualGuide>(lists, GuideIndex.Published, GuideIndex.AllProgrammes, catalogue.Take, time);
        // A rule cannot wait: the thread does, once for a guide on each instance, in the first minute after its publication.
        catalogue.ReadEarly = id => Task.Run(() => store.FindGuideAsync(id, CancellationToken.None)).GetAwaiter().GetResult();
    }

    /// <summary>Reads the list where what was read is too old.</summary>
    public Task RefreshAsync(CancellationToken cancellation) => kept.RefreshAsync(cancellation);

    /// <summary>This instance changed a guide: the list is read again before the catalogue is next asked.</summary>
    public void Changed() => kept.Changed();

    public void Dispose() => kept.Dispose();
}
