using FunctionsApp.Applications;
using FunctionsApp.Applications.Partners;
using FunctionsApp.Identity;
using FunctionsApp.Mail;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes;

namespace FunctionsApp.Reviews;

/// <summary>Writes to the partners' people where no activity does: about a withdrawal, which may come before any review.</summary>
public sealed class WriteToPartners(AggregateStore store, ProgrammeCatalogue catalogue, StaffDirectory staff, LetterSender letters)
{
    /// <summary>Safe to run twice: a letter has one id.</summary>
    public async Task WithdrawnAsync(string id, CancellationToken cancellation)
    {
        var application = (await store.GetApplicationAsync(id, cancellation)).State;
        foreach (var each in PartnerLetters.Concluded(application, catalogue.Of(application), staff))
        {
            await letters.SendAsync(each, cancellation);
        }
    }
}
