"""The list from which an applicant's organisation is chosen."""

from registration.domain.organisation import Organisation
from registration.store.organisations import ORGANISATION
from shared.backbone.pages import Listed, Page
from shared.backbone.transaction import Transaction

BY_CODE = {"code": "text"}


async def organisations(tx: Transaction, page: Page) -> Listed[Organisation]:
    return await tx.page(Organisation, ORGANISATION, order=BY_CODE, page=page)
