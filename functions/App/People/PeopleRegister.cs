using FunctionsApp.Identity;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.People;

/// <summary>Keeps the staff directory like the register: one partition range is read, at most once a minute.</summary>
public sealed class PeopleRegister(Lists lists, StaffDirectory staff, TimeProvider time) : IDisposable
{
    private readonly KeptList<StaffMember> kept = new(lists, PersonIndex.All, PersonIndex.Register, staff.Take, time);

    /// <summary>Age that the directory may reach: a change made by another instance counts after that.</summary>
    public static TimeSpan Staleness => KeptList<StaffMember>.Staleness;

    /// <summary>Reads the register where what was read is too old.</summary>
    public Task RefreshAsync(CancellationToken cancellation) => kept.RefreshAsync(cancellation);

    /// <summary>This instance changed the register: it is read again before it is next asked.</summary>
    public void Changed() => kept.Changed();

    public void Dispose() => kept.Dispose();
}
