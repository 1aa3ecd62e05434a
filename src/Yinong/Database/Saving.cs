using Microsoft.EntityFrameworkCore;
using Yinong.Web;

namespace Yinong.Database;

/// <summary>Saving what others may have changed at the same time.</summary>
static class Saving
{
    /// <summary>Saves; throws 409 <c>changed-meanwhile</c> when somebody changed one of the rows since it was read, so that a form can say it and keep what was typed.</summary>
    public static async Task SaveUnlessChangedAsync(this AppDb db, CancellationToken cancel = default)
    {
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw WebProblems.ChangedMeanwhile();
        }
    }
}
