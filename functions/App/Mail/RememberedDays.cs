using FunctionsApp.City;
using Microsoft.Extensions.Options;

namespace FunctionsApp.Mail;

/// <summary>For how long it is known that a letter went out.</summary>
/// <remarks>
/// A queue may bring a message again whenever it likes: operators send dead letters again after months. So a message whose letters may be
/// forgotten is not delivered at all. The row of a letter has the day on which it went out, or a later one. A message that is
/// <see cref="IsKnown">known</see> was first sent on a remembered day, so that its row has such a day, too, and is still there.
/// </remarks>
public sealed class RememberedDays(IOptions<MailOptions> options, TimeProvider time)
{
    /// <summary>Asia/Shanghai: rows that name it or a later day are kept.</summary>
    public DateOnly First => BeijingTime.Day(time.GetUtcNow()).AddDays(-options.Value.LogDays);

    /// <summary>Whether the rows of what was first sent then are still there, if it went out.</summary>
    public bool IsKnown(DateOnly day) => day >= First;
}
